import { mutationOptions } from '@tanstack/react-query';
import { sendDocument, type WrittenDocument } from '#client/document.ts';

export const apiMutations = {
  /** Resolves to JSON text. A mutation even for queries, so that nothing a person runs is answered from a cache. */
  send: () => mutationOptions({ mutationFn: (document: WrittenDocument) => sendDocument('/graphql', document) }),
};
