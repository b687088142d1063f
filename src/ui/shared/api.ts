import { createGraphqlClient, createTransport } from '#client/transport.ts';
import { watchRequests } from './slow-requests.ts';

/** The API of the server that this page came from; the session cookie signs the requests. */
export const graphqlClient = createGraphqlClient({ url: '/graphql' });

/** Queries and mutations of that API, for the functions that TanStack Query calls. */
export const api = watchRequests(createTransport(graphqlClient));
