import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createSchema } from 'graphql-yoga';
import type { Context } from './context.ts';
import { pairResolvers } from './pair-resolvers.ts';
import { scalars } from './scalars.ts';
import { tenantResolvers } from './tenant-resolvers.ts';

// Found through package.json, so that the built server and the sources read the same file.
const typeDefs = readFileSync(createRequire(import.meta.url).resolve('#contract/schema.graphql'), 'utf8');

export const createApiSchema = () =>
  createSchema<Context>({
    typeDefs,
    resolvers: [scalars, pairResolvers, tenantResolvers],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
