import { createTransport } from '#client/transport.ts';

/** The API of the server that this page came from; the session cookie signs the requests. */
export const api = createTransport({ url: '/graphql' });
