import type { FastifyRequest } from 'fastify';
import { RowLists } from '../../graphql/answers/row-lists.ts';
import type { ErrorReport } from '../../graphql/answers/write-answer.ts';
import type { Context } from '../../graphql/context.ts';
import { TimeLimit } from '../../store/programs/time-limit.ts';
import type { Scope } from '../../store/store.ts';
import type { AppServices } from '../services.ts';

/** What resolvers of one request work with; its reads may take `readMs` together. */
export const createContext = ({ store, config }: AppServices, scope: Scope, readMs: number): Context => ({
  store,
  scope,
  maxValueBytes: config.maxValueBytes,
  retention: config.retention,
  limit: new TimeLimit(readMs),
  lists: new RowLists(),
});

export const createReport = (request: FastifyRequest): ErrorReport => ({
  requestId: request.id,
  bug: (error) => request.log.error({ err: error }, 'unexpected error'),
});
