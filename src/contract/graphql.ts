import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.gen.d.ts';

/** Types a GraphQL document against `schema.graphql`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** Read `value_text` instead: a parsed document has lost digits. */
    JSON: unknown;
    UUID: string;
    uuid: string;
    DateTime: string;
    timestamptz: string;
  };
  disableMasking: true;
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
