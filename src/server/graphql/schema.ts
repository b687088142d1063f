import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { SCHEMA_FILE } from '../package-root.ts';
import { apiKeyResolvers } from './api-key-resolvers.ts';
import type { Context } from './context.ts';
import { feedResolvers } from './feed-resolvers.ts';
import { historyResolvers } from './history-resolvers.ts';
import { pairResolvers } from './pair-resolvers.ts';
import { scalars } from './scalars.ts';
import { tenantResolvers } from './tenant-resolvers.ts';

export const createApiSchema = () =>
  makeExecutableSchema<Context>({
    typeDefs: readFileSync(SCHEMA_FILE, 'utf8'),
    resolvers: [scalars, pairResolvers, tenantResolvers, apiKeyResolvers, feedResolvers, historyResolvers],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
