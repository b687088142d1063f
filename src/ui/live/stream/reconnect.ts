import type { LiveState } from '../live.ts';

/** The state of a stream of changes across reconnects. */
export interface Connection {
  /**
   * - `connecting`: requested, no event yet
   * - `live`
   * - `waiting`: broken; the next attempt follows after `delayMs`
   * - `refused`: the credential is not valid; no attempt follows
   */
  readonly phase: 'connecting' | 'live' | 'waiting' | 'refused';
  /** Counts connections, because each must differ from the one before. */
  readonly attempt: number;
  /** Attempts in a row that have failed. */
  readonly failures: number;
  /** The revision to continue from; null for only new changes. */
  readonly after: number | null;
}

export type ConnectionEvent =
  | { readonly type: 'started' }
  /** `isSilent`: nothing of the stream came, which will not be better in a moment. */
  | { readonly type: 'failed'; readonly isRefused: boolean; readonly isSilent?: boolean }
  | { readonly type: 'due'; readonly after: number | null };

/** Failures in a row after which the page polls. */
const FEW_FAILURES = 2;

export const connectFrom = (after: number | null): Connection => ({
  phase: 'connecting',
  attempt: 1,
  failures: 0,
  after,
});

export function reduceConnection(connection: Connection, event: ConnectionEvent): Connection {
  const { phase, attempt, failures } = connection;
  switch (event.type) {
    case 'started':
      return phase === 'connecting' ? { ...connection, phase: 'live', failures: 0 } : connection;
    case 'failed':
      // An end reported twice counts as one failure.
      if (phase === 'waiting' || phase === 'refused') return connection;
      return {
        ...connection,
        phase: event.isRefused ? 'refused' : 'waiting',
        failures: event.isSilent ? Math.max(failures, FEW_FAILURES) + 1 : failures + 1,
      };
    case 'due':
      if (phase !== 'waiting') return connection;
      return { phase: 'connecting', attempt: attempt + 1, failures, after: event.after };
  }
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** How long to wait after so many failures, in ms. `chance`, from 0 to 1, spreads clients that lost a server together. */
export const delayMs = (failures: number, chance: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS) * (0.5 + chance / 2);

export function liveStateOf({ phase, failures, after }: Connection): LiveState {
  if (phase === 'live') return 'live';
  if (phase === 'refused') return 'connecting';
  if (failures > FEW_FAILURES) return 'polling';
  return failures === 0 && after === null ? 'connecting' : 'reconnecting';
}
