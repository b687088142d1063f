import { createSignal, useSignal } from '#ui/shared/signal.ts';

/**
 * How the page receives changes:
 *
 * - `connecting`: not yet known
 * - `live`: the server sends them as they happen
 * - `reconnecting`: the connection broke a moment ago
 * - `polling`: there is no stream for now; the page asks every few seconds
 */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'polling';

const POLL_MS = 10_000;
/** The server sends changes; this catches any that got lost. */
const POLL_WHILE_LIVE_MS = 60_000;
/** How long a row stays highlighted. */
const MARK_MS = 3_000;

const state = createSignal<LiveState>('connecting');
/** Versions saved elsewhere a moment ago, by the id of the pair. */
const marks = createSignal<ReadonlyMap<string, number>>(new Map());

export const reportLive = (next: LiveState): void => state.set(next);

export const useLiveState = (): LiveState => useSignal(state);

/** How often queries refetch by themselves, in ms. */
export const usePollMs = (): number => (useLiveState() === 'live' ? POLL_WHILE_LIVE_MS : POLL_MS);

/** Highlights pairs that someone else has just changed: their versions, by id. */
export function markChanged(changed: ReadonlyMap<string, number>): void {
  if (changed.size === 0) return;
  marks.set(new Map([...marks.get(), ...changed]));
  setTimeout(() => {
    marks.set(new Map([...marks.get()].filter(([id, version]) => changed.get(id) !== version)));
  }, MARK_MS);
}

/** Versions that someone else saved a moment ago, by the id of the pair. */
export const useMarks = (): ReadonlyMap<string, number> => useSignal(marks);
