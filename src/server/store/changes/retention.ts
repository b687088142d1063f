import { daysBefore, type Retention } from '../history.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, first, type Program, run, template } from '../programs/program.ts';
import { createChangeLog } from './change-log.ts';

/** Rows that a batch looks at. */
const MAX_ROWS = 500;
/** Versions that a batch removes. */
const MAX_VERSIONS = 200;
/** Bytes of values that a batch removes: taking away large values takes long. */
const MAX_BYTES = 4 * 1024 * 1024;

/** How much a batch may still remove; one value always fits. */
interface Budget {
  versions: number;
  bytes: number;
}

/** How far a walk through the changes has come. */
interface Progress {
  readonly to: number;
  readonly isDone: boolean;
}

/** Removes what has been kept long enough, in batches that take milliseconds. */
export function createRetention(dialect: Dialect, clock: () => Date, retention: Retention) {
  const { versionsKept, versionDays, trashDays, historyBytes } = retention;
  const { queries } = dialect;
  const { forgetHistory } = createChangeLog(dialect);

  const oldestChanges = template((from: { tenantId: string }) =>
    queries
      .selectFrom('change')
      .select(['revision', 'pair_id as pairId', 'operation', 'version', 'at'])
      .where('tenant_id', '=', from.tenantId)
      .orderBy('revision')
      .limit(MAX_ROWS),
  );

  const changesAfter = template((from: { tenantId: string; revision: number }) =>
    queries
      .selectFrom('change')
      .select(['revision', 'pair_id as pairId', 'version'])
      .where('tenant_id', '=', from.tenantId)
      .where('revision', '>', from.revision)
      .orderBy('revision')
      .limit(MAX_ROWS),
  );

  const removeChanges = template((to: { tenantId: string; revision: number }) =>
    queries.deleteFrom('change').where('tenant_id', '=', to.tenantId).where('revision', '<=', to.revision),
  );

  const versionsBelow = template((pair: { tenantId: string; pairId: string; below: number }) =>
    queries
      .selectFrom('pair_version')
      .select(['version', 'size'])
      .where('tenant_id', '=', pair.tenantId)
      .where('pair_id', '=', pair.pairId)
      .where('version', '<', pair.below)
      .orderBy('version')
      .limit(MAX_VERSIONS),
  );

  const removeVersions = template((pair: { tenantId: string; pairId: string; upTo: number }) =>
    queries
      .deleteFrom('pair_version')
      .where('tenant_id', '=', pair.tenantId)
      .where('pair_id', '=', pair.pairId)
      .where('version', '<=', pair.upTo),
  );

  /** The newest version that is one too many. */
  const newestTooMany = template((pair: { tenantId: string; pairId: string }) =>
    queries
      .selectFrom('pair_version')
      .select('version')
      .where('tenant_id', '=', pair.tenantId)
      .where('pair_id', '=', pair.pairId)
      .orderBy('version', 'desc')
      .limit(1)
      .offset(versionsKept),
  );

  const livePair = template((pair: { tenantId: string; pairId: string }) =>
    queries.selectFrom('pair').select('version').where('tenant_id', '=', pair.tenantId).where('id', '=', pair.pairId),
  );

  const deletedPair = template((pair: { tenantId: string; pairId: string }) =>
    queries
      .selectFrom('deleted_pair')
      .select('version')
      .where('tenant_id', '=', pair.tenantId)
      .where('id', '=', pair.pairId),
  );

  const deletedBefore = template((from: { tenantId: string; before: string }) =>
    queries
      .selectFrom('deleted_pair')
      .select(['id as pairId', 'version', 'deleted'])
      .where('tenant_id', '=', from.tenantId)
      .where('deleted', '<=', from.before)
      .orderBy('deleted')
      .limit(MAX_ROWS),
  );

  const removeDeletedPair = template((pair: { tenantId: string; pairId: string }) =>
    queries.deleteFrom('deleted_pair').where('tenant_id', '=', pair.tenantId).where('id', '=', pair.pairId),
  );

  const bytesOfHistory = template((of: { tenantId: string }) =>
    queries.selectFrom('tenant').select('history_bytes as bytes').where('id', '=', of.tenantId),
  );

  /** Removes versions of a pair, oldest first, as far as the budget goes. Resolves to whether none is left. */
  function* removeBelow(tenantId: string, pairId: string, below: number, budget: Budget): Program<boolean> {
    const versions = yield* all(versionsBelow({ tenantId, pairId, below }));
    const bytesBefore = budget.bytes;
    let upTo: number | undefined;
    for (const { version, size } of versions) {
      const isFirst = budget.versions === MAX_VERSIONS;
      if (!isFirst && (budget.versions < 1 || budget.bytes < (size ?? 0))) break;
      budget.versions -= 1;
      budget.bytes -= size ?? 0;
      upTo = version;
    }
    if (upTo !== undefined) {
      yield* run(removeVersions({ tenantId, pairId, upTo }));
      yield* forgetHistory({ tenantId, bytes: bytesBefore - budget.bytes });
    }
    return upTo === versions.at(-1)?.version && versions.length < MAX_VERSIONS;
  }

  /** The same, but what a deleted pair would be restored from stays. */
  function* removeUnneeded(tenantId: string, pairId: string, below: number, budget: Budget): Program<boolean> {
    const deleted = yield* first(deletedPair({ tenantId, pairId }));
    return yield* removeBelow(tenantId, pairId, Math.min(below, (deleted?.version ?? Infinity) - 1), budget);
  }

  /** One batch of pairs that can no longer be restored. Resolves to whether no more are left. */
  function* expireDeleted(tenantId: string): Program<boolean> {
    const budget = { versions: MAX_VERSIONS, bytes: MAX_BYTES };
    const pairs = yield* all(deletedBefore({ tenantId, before: daysBefore(clock(), trashDays) }));
    for (const { pairId, version, deleted } of pairs) {
      // The change row of the deletion has expired by then, so nothing else would find these versions.
      const isOld = deleted <= daysBefore(clock(), versionDays);
      if (isOld && !(yield* removeBelow(tenantId, pairId, version + 1, budget))) return false;
      yield* run(removeDeletedPair({ tenantId, pairId }));
    }
    return pairs.length < MAX_ROWS;
  }

  /** One batch of old changes, and of the versions that they have replaced. Resolves to whether no more are left. */
  function* expireChanges(tenantId: string): Program<boolean> {
    const budget = { versions: MAX_VERSIONS, bytes: MAX_BYTES };
    const changes = yield* all(oldestChanges({ tenantId }));
    const cutoff = daysBefore(clock(), versionDays);
    let upTo: number | undefined;
    let isDone = changes.length < MAX_ROWS;
    for (const { revision, pairId, operation, version, at } of changes) {
      if (at > cutoff) {
        isDone = true;
        break;
      }
      // The version that a change made is current, or expires with the change that replaced it; but a deletion is
      // replaced by nothing.
      const isEnd = operation === 'delete' && !(yield* first(livePair({ tenantId, pairId })));
      if (!(yield* removeUnneeded(tenantId, pairId, isEnd ? version + 1 : version, budget))) {
        isDone = false;
        break;
      }
      upTo = revision;
    }
    // From the oldest on and without gaps: a follower knows by the oldest change whether it has missed any.
    if (upTo !== undefined) yield* run(removeChanges({ tenantId, revision: upTo }));
    return isDone;
  }

  /** One batch of versions beyond the number kept. Resolves to the revision up to which all is done. */
  function* trim(tenantId: string, from: number): Program<Progress> {
    const budget = { versions: MAX_VERSIONS, bytes: MAX_BYTES };
    const changes = yield* all(changesAfter({ tenantId, revision: from }));
    const grown = new Set(changes.filter(({ version }) => version > versionsKept).map(({ pairId }) => pairId));
    for (const pairId of grown) {
      const newest = yield* first(newestTooMany({ tenantId, pairId }));
      if (newest && !(yield* removeUnneeded(tenantId, pairId, newest.version + 1, budget))) {
        return { to: from, isDone: false };
      }
    }
    return { to: changes.at(-1)?.revision ?? from, isDone: changes.length < MAX_ROWS };
  }

  function* excessBytes(tenantId: string): Program<number> {
    return ((yield* first(bytesOfHistory({ tenantId })))?.bytes ?? 0) - historyBytes;
  }

  /**
   * One batch of the oldest versions, while all versions together have too many bytes; what deleted pairs would be
   * restored from stays. Resolves like `trim`.
   */
  function* fitVersions(tenantId: string, from: number): Program<Progress> {
    const budget = { versions: MAX_VERSIONS, bytes: MAX_BYTES };
    const changes = yield* all(changesAfter({ tenantId, revision: from }));
    let to = from;
    for (const { revision, pairId, version } of changes) {
      if ((yield* excessBytes(tenantId)) <= 0) return { to, isDone: true };
      const live = yield* first(livePair({ tenantId, pairId }));
      const below = Math.min(version + 1, live?.version ?? Infinity);
      if (!(yield* removeUnneeded(tenantId, pairId, below, budget))) return { to, isDone: false };
      to = revision;
    }
    return { to, isDone: changes.length < MAX_ROWS };
  }

  /** One batch of the pairs that were deleted first, the same way. Resolves to whether it is done. */
  function* fitDeleted(tenantId: string): Program<boolean> {
    const budget = { versions: MAX_VERSIONS, bytes: MAX_BYTES };
    const pairs = yield* all(deletedBefore({ tenantId, before: clock().toISOString() }));
    for (const { pairId, version } of pairs) {
      if ((yield* excessBytes(tenantId)) <= 0) return true;
      if (!(yield* removeBelow(tenantId, pairId, version + 1, budget))) return false;
      yield* run(removeDeletedPair({ tenantId, pairId }));
    }
    return pairs.length < MAX_ROWS;
  }

  return { expireDeleted, expireChanges, trim, fitVersions, fitDeleted };
}
