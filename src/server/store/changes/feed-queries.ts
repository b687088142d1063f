import type { FeedChange } from '../feed.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, template } from '../programs/program.ts';

/** Changes that a follower reads in one query. */
const BATCH = 100;
/** A follower further behind reads everything again faster than it would catch up. */
const MAX_BEHIND = 10_000;

interface News {
  readonly revision: number;
  /** Undefined: what follows is not there any more, or too much. */
  readonly changes: readonly FeedChange[] | undefined;
}

/** What followers of a tenant read. */
export function createFeedQueries({ queries }: Dialect) {
  const revisionOf = template(({ tenantId }: { tenantId: string }) =>
    queries.selectFrom('tenant').select('revision').where('id', '=', tenantId),
  );

  const nextChanges = template(({ tenantId, after }: { tenantId: string; after: number }) =>
    queries
      .selectFrom('change')
      .select(['revision', 'pair_id as pairId', 'key', 'previous_key as previousKey', 'operation', 'version', 'at'])
      .select('actor_name as actorName')
      .where('tenant_id', '=', tenantId)
      .where('revision', '>', after)
      .orderBy('revision')
      .limit(BATCH),
  );

  function* revision(tenantId: string): Program<number> {
    return (yield* first(revisionOf({ tenantId })))?.revision ?? 0;
  }

  function revisions(tenantIds: readonly string[]): Program<readonly { id: string; revision: number }[]> {
    return all(compile(queries.selectFrom('tenant').select(['id', 'revision']).where('id', 'in', tenantIds)));
  }

  /** The next changes, the oldest first; none when there are none yet. */
  function* changesAfter(tenantId: string, after: number): Program<News> {
    const current = yield* revision(tenantId);
    if (after === current) return { revision: current, changes: [] };
    // A revision of the future is one of another database, or of this one before it was restored.
    if (after > current || current - after > MAX_BEHIND) return { revision: current, changes: undefined };
    const changes = yield* all(nextChanges({ tenantId, after }));
    const isWhole = changes.length > 0 && changes.every((change, at) => change.revision === after + 1 + at);
    return { revision: current, changes: isWhole ? changes : undefined };
  }

  return { revision, revisions, changesAfter };
}
