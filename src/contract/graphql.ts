import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.gen.d.ts';

/** Gives a GraphQL document its types from `schema.graphql`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** Read `value_text` instead: parsing a document loses digits. */
    JSON: unknown;
    UUID: string;
    uuid: string;
    DateTime: string;
    timestamptz: string;
  };
  disableMasking: true;
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
