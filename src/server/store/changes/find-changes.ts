import { setImmediate } from 'node:timers/promises';
import type { ChangeQuery, PairChange } from '../history.ts';
import type { ReadTurn, Runner } from '../programs/runner.ts';

/**
 * Finds changes without keeping other requests waiting, however many there are. See `PairHistory.changes`.
 */
export async function findChanges(
  runner: Runner,
  turn: ReadTurn,
  tenantId: string,
  { beforeRevision, limit, ...conditions }: ChangeQuery,
): Promise<readonly PairChange[]> {
  const kept = await runner.read(turn, 'changeEdges', tenantId);
  const found: PairChange[] = [];
  let before = Math.min(beforeRevision ?? kept.before, kept.before);
  while (before > kept.from && found.length < limit) {
    const range = await runner.read(turn, 'changeRange', tenantId, conditions.filter, kept, before);
    found.push(...(await runner.read(turn, 'changes', tenantId, conditions, range, limit - found.length)));
    before = range.from;
    // A runner that answers immediately would let no other request run.
    if (before > kept.from && found.length < limit) await setImmediate();
  }
  return found;
}
