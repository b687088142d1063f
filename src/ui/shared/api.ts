import { createGraphqlClient, createTransport } from '#client/transport.ts';
import { answerFirst } from './first-answers.ts';
import { watchRequests } from './slow-requests.ts';

/** The API of the server that this page came from; the session cookie authenticates the requests. */
export const graphqlClient = createGraphqlClient({ url: '/graphql' });

/** Queries and mutations of that API, for TanStack Query. */
export const api = answerFirst(watchRequests(createTransport(graphqlClient)));
