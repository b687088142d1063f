import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { SCHEMA_FILE } from '../package-root.ts';
import type { Context } from './context.ts';
import { apiKeyResolvers } from './resolvers/api-key-resolvers.ts';
import { feedResolvers } from './resolvers/feed-resolvers.ts';
import { historyResolvers } from './resolvers/history-resolvers.ts';
import { pairResolvers } from './resolvers/pair-resolvers.ts';
import { sessionResolvers } from './resolvers/session-resolvers.ts';
import { tenantResolvers } from './resolvers/tenant-resolvers.ts';
import { scalars } from './scalars.ts';

export const createApiSchema = () =>
  makeExecutableSchema<Context>({
    typeDefs: readFileSync(SCHEMA_FILE, 'utf8'),
    resolvers: [
      scalars,
      pairResolvers,
      tenantResolvers,
      apiKeyResolvers,
      sessionResolvers,
      feedResolvers,
      historyResolvers,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
