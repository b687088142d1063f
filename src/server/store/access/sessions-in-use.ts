import type { Session } from '../store.ts';
import type { ListedSession } from './session-rows.ts';
import type { UseBuffer } from './use-buffer.ts';

/** Sessions that were not idle too long, those used last first; `uses`, by hash in base64, are not written yet. */
export function inUse(rows: readonly ListedSession[], uses: UseBuffer, now: Date): Session[] {
  const seen = rows.map(({ hash, ...row }) => ({
    ...row,
    lastSeen: uses.get(Buffer.from(hash).toString('base64')) ?? row.lastSeen,
  }));
  return seen
    .filter(({ lastSeen, idleMs }) => now.getTime() - Date.parse(lastSeen) < idleMs)
    .map(({ idleMs: _, ...session }) => session)
    .sort((a, b) => compare(b.lastSeen, a.lastSeen) || compare(b.created, a.created) || compare(a.id, b.id));
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);
