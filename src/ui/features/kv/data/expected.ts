import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { PairSummary } from '#contract/page/pair-row.ts';
import { createSignal, type Signal, useSignal } from '#ui/shared/signal.ts';

/** What identifies the version that a write is based on. */
type SeenVersion = Pick<PairSummary, 'id' | 'key' | 'version'>;

/** What a write does to a pair if the server accepts it. The page shows it before the answer. */
export interface ExpectedChange {
  /** Whether the write is based on this version of this pair. */
  readonly isOf: (pair: SeenVersion) => boolean;
  /** The fields that change; null if the pair is deleted. */
  readonly change: Partial<PairSummary> | null;
}

const NONE: readonly ExpectedChange[] = [];
const signals = new WeakMap<QueryClient, Signal<readonly ExpectedChange[]>>();

function signalOf(client: QueryClient): Signal<readonly ExpectedChange[]> {
  const signal = signals.get(client) ?? createSignal(NONE);
  signals.set(client, signal);
  return signal;
}

/** Shows a change until the returned function is called: the server refused it, or the page has read it. */
export function expectChange(client: QueryClient, expected: ExpectedChange): () => void {
  const signal = signalOf(client);
  signal.set([...signal.get(), expected]);
  return () => signal.set(signal.get().filter((other) => other !== expected));
}

export const useExpectedChanges = (): readonly ExpectedChange[] => useSignal(signalOf(useQueryClient()));

/** The key that the pair will have if a rename on its way is accepted; undefined without one. */
export function useExpectedKey(pair: SeenVersion): string | undefined {
  return useExpectedChanges().find(({ isOf, change }) => change?.key !== undefined && isOf(pair))?.change?.key;
}

/** Some rows of a list, by their index from 0. */
interface Rows {
  readonly count: number | undefined;
  readonly at: (index: number) => PairSummary | undefined;
  readonly indexOf: (isPair: (pair: PairSummary) => boolean) => number;
}

export interface ExpectedRows extends Rows {
  /** Whether the row shows more than the server has confirmed. */
  readonly isPending: (pair: PairSummary) => boolean;
}

/** The rows as they will be when the server has accepted every change. */
export function expectRows(stored: Rows, changes: readonly ExpectedChange[]): ExpectedRows {
  if (changes.length === 0) return { ...stored, isPending: () => false };
  const isGone = (pair: PairSummary) => changes.some(({ isOf, change }) => change === null && isOf(pair));
  /** Rows that go, by their index in what is stored. */
  const gone = changes.flatMap(({ isOf, change }) => (change === null ? stored.indexOf(isOf) : []));
  const holes = [...new Set(gone)].filter((index) => index >= 0).toSorted((a, b) => a - b);
  const pending = new WeakSet<PairSummary>();

  function expect(pair: PairSummary): PairSummary {
    let expected = pair;
    for (const { isOf, change } of changes) if (change && isOf(expected)) expected = { ...expected, ...change };
    if (expected !== pair) pending.add(expected);
    return expected;
  }

  return {
    count: stored.count === undefined ? undefined : stored.count - holes.length,
    at(index) {
      const pair = stored.at(holes.reduce((moved, hole) => (hole <= moved ? moved + 1 : moved), index));
      return pair && expect(pair);
    },
    indexOf(isPair) {
      const index = stored.indexOf((pair) => !isGone(pair) && isPair(expect(pair)));
      return index - holes.filter((hole) => hole < index).length;
    },
    isPending: (pair) => pending.has(pair),
  };
}
