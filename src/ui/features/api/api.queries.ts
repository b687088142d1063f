import { mutationOptions } from '@tanstack/react-query';
import { sendDocument, type WrittenDocument } from '#client/document.ts';

export const apiMutations = {
  /** Answers with JSON text. A mutation even for a query: what a person runs is never answered from a cache. */
  send: () => mutationOptions({ mutationFn: (document: WrittenDocument) => sendDocument('/graphql', document) }),
};
