import { queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '#contract/graphql.ts';
import { api } from '#ui/shared/api.ts';

const ListApiKeys = graphql(`
  query ListApiKeys {
    auth_api_key(order_by: [{ created: desc }]) {
      id name created expires_at last_used created_by { username } created_keys
    }
  }
`);

const ListSessions = graphql(`
  query ListSessions($limit: Int!) {
    auth_session(limit: $limit) { id api_key_id api_key_name created last_seen expires_at current }
  }
`);

/** An API key of the team; its secret is not stored. */
export type ApiKey = ResultOf<typeof ListApiKeys>['auth_api_key'][number];

/** A browser that is signed in. */
export type Session = ResultOf<typeof ListSessions>['auth_session'][number];

/** Sessions shown; those used last come first. */
const MAX_SESSIONS = 100;

export const apiKeyQueries = {
  all: ['api keys'] as const,

  /** The valid API keys of the team, newest first. */
  list: () =>
    queryOptions({
      queryKey: [...apiKeyQueries.all, 'list'],
      queryFn: async ({ signal }) => (await api.query(ListApiKeys, {}, signal)).auth_api_key,
    }),

  /** The browsers that are signed in, those used last first. */
  sessions: () =>
    queryOptions({
      queryKey: [...apiKeyQueries.all, 'sessions'],
      queryFn: async ({ signal }) => (await api.query(ListSessions, { limit: MAX_SESSIONS }, signal)).auth_session,
    }),
};
