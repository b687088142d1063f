import { createSignal, useSignal } from '#ui/shared/signal.ts';

/**
 * How the page learns of changes:
 *
 * - `connecting`: not decided yet
 * - `live`: the server tells them as they happen
 * - `reconnecting`: that broke a moment ago
 * - `polling`: it cannot be had for now; the page asks every few seconds
 */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'polling';

const POLL_MS = 10_000;
/** The server tells what changes; this is for what it could not. */
const POLL_WHILE_LIVE_MS = 60_000;
/** How long a row stays marked. */
const MARK_MS = 3_000;

const state = createSignal<LiveState>('connecting');
/** The version that was made elsewhere a moment ago, by id of the pair. */
const marks = createSignal<ReadonlyMap<string, number>>(new Map());

export const reportLive = (next: LiveState): void => state.set(next);

export const useLiveState = (): LiveState => useSignal(state);

/** How often queries ask by themselves. */
export const usePollMs = (): number => (useLiveState() === 'live' ? POLL_WHILE_LIVE_MS : POLL_MS);

/** Marks pairs, by id, of which somebody else has just made that version. */
export function markChanged(changed: ReadonlyMap<string, number>): void {
  if (changed.size === 0) return;
  marks.set(new Map([...marks.get(), ...changed]));
  setTimeout(() => {
    marks.set(new Map([...marks.get()].filter(([id, version]) => changed.get(id) !== version)));
  }, MARK_MS);
}

/** Versions that somebody else made a moment ago, by id of the pair. */
export const useMarks = (): ReadonlyMap<string, number> => useSignal(marks);
