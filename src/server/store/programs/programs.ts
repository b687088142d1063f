import { createApiKeys } from '../access/api-keys.ts';
import { createKeyIssue } from '../access/issue-api-key.ts';
import { createKeyRevocation } from '../access/revoke-api-key.ts';
import { createSessions } from '../access/session-rows.ts';
import { createTenants } from '../access/tenants.ts';
import { createChangeQueries } from '../changes/change-queries.ts';
import { createFeedQueries } from '../changes/feed-queries.ts';
import { createHistoryQueries } from '../changes/history-queries.ts';
import { createHistoryWrites } from '../changes/history-writes.ts';
import { createRetention } from '../changes/retention.ts';
import type { Retention } from '../history.ts';
import { createMeta } from '../meta.ts';
import { createIdempotency } from '../pairs/idempotency.ts';
import { createPairReads } from '../pairs/last-reads.ts';
import { createPairQueries } from '../pairs/pair-queries.ts';
import { createPairWrites } from '../pairs/pair-writes.ts';
import { createWriteTogether } from '../pairs/write-together.ts';
import type { Dialect } from './engine.ts';

/**
 * Everything that the store does on a database, by name. Arguments and results are plain data: which thread runs a
 * program is for the engine to decide.
 */
export function createPrograms(dialect: Dialect, clock: () => Date, retention: Retention) {
  const pairs = createPairQueries(dialect);
  const pairWrites = createPairWrites(dialect, clock);
  const changes = createChangeQueries(dialect);
  const feed = createFeedQueries(dialect);
  const history = createHistoryQueries(dialect, clock, retention);
  const historyWrites = createHistoryWrites(dialect, clock, retention);
  const old = createRetention(dialect, clock, retention);
  const idempotency = createIdempotency(dialect, clock);
  const apiKeys = createApiKeys(dialect, clock);
  const keyIssue = createKeyIssue(dialect, clock);
  const keyRevocation = createKeyRevocation(dialect, clock);
  const sessions = createSessions(dialect, clock);
  const tenants = createTenants(dialect, clock);
  const pairReads = createPairReads(dialect);
  const meta = createMeta(dialect);

  return {
    /** Read a few rows by an index. */
    lookups: {
      counters: pairs.counters,
      findApiKey: apiKeys.find,
      findAdminApiKey: apiKeys.findAdmin,
      findSession: sessions.find,
      findTenant: tenants.find,
      tenantIds: tenants.ids,
      findMeta: meta.find,
      revision: feed.revision,
      revisions: feed.revisions,
      changesAfter: feed.changesAfter,
    },
    /** May read many rows. */
    reads: {
      list: pairs.list,
      count: pairs.count,
      versions: history.versions,
      deleted: history.deleted,
      countDeleted: history.countDeleted,
      changeEdges: changes.edges,
      changeRange: changes.nextRange,
      changes: changes.select,
      apiKeys: apiKeys.list,
      sessions: sessions.list,
    },
    /** Find the query of a list; the second argument are the columns of its rows. */
    rows: {
      pairs: pairs.listQuery,
      versions: history.versionsQuery,
    },
    /** Each is one transaction. What they return may be run again until it succeeds. */
    writes: {
      set: pairWrites.set,
      delete: pairWrites.remove,
      rename: historyWrites.rename,
      restore: historyWrites.restore,
      together: createWriteTogether({
        set: pairWrites.set,
        delete: pairWrites.remove,
        rename: historyWrites.rename,
        restore: historyWrites.restore,
      }),
      purge: historyWrites.purge,
      ensureMeta: repeatable(meta.ensure),
      setMeta: repeatable(meta.set),
      ensureTenant: repeatable(tenants.ensure),
      createApiKey: repeatable(apiKeys.create),
      issueApiKey: repeatable(keyIssue.issue),
      revokeApiKey: repeatable(keyRevocation.revoke),
      setConfiguredApiKey: repeatable(apiKeys.setConfigured),
      createSession: repeatable(sessions.create),
      deleteSession: repeatable(sessions.remove),
      endSession: repeatable(sessions.end),
      writeReads: repeatable(pairReads.write),
      writeKeyUses: repeatable(apiKeys.setLastUsed),
      writeSessionUses: repeatable(sessions.setLastSeen),
      removeExpiredSessions: repeatable(sessions.removeExpired),
      sweepIdempotency: repeatable(idempotency.sweep),
      expireDeleted: repeatable(old.expireDeleted),
      expireChanges: repeatable(old.expireChanges),
      trim: repeatable(old.trim),
      fitVersions: repeatable(old.fitVersions),
      fitDeleted: repeatable(old.fitDeleted),
    },
  };
}

export type Programs = ReturnType<typeof createPrograms>;

/** A write that prepares nothing before it runs. */
function repeatable<Arguments extends unknown[], Made>(
  program: (...args: Arguments) => Made,
): (...args: Arguments) => () => Made {
  return (...args) =>
    () =>
      program(...args);
}
