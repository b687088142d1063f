import type { Transport } from '#client/transport.ts';
import type { KvError } from '#contract/errors.ts';
import { graphql, type ResultOf } from '#contract/graphql.ts';

const FollowChanges = graphql(`
  subscription FollowChanges($after: Int) {
    key_value_change(after_revision: $after) {
      revision resync key_value_id key previous_key operation version created created_by
    }
  }
`);

/** Without a key it is no change: everything has to be read anew. */
export type ChangeEvent = ResultOf<typeof FollowChanges>['key_value_change'];

/**
 * - `connecting`: before the first answer
 * - `live`
 * - `reconnecting`: the stream broke a moment ago
 * - `failing`: several attempts have failed; it goes on trying
 */
export type FollowerState = 'connecting' | 'live' | 'reconnecting' | 'failing';

interface ChangeFollowerOptions {
  readonly transport: Transport;
  /**
   * Told of every change once, in order, and of every time that everything has to be read anew: also when it begins,
   * since what was read before then may be old.
   */
  readonly onEvent: (event: ChangeEvent) => void;
  readonly onState?: (state: FollowerState) => void;
  /** An attempt has failed. After UNAUTHENTICATED none follows until `start`. */
  readonly onFailure?: (error: KvError) => void;
}

export interface ChangeFollower {
  /** Goes on after the last change that was told. Does nothing while it runs. */
  start(): void;
  stop(): void;
  /** Now rather than after the break that follows a failure. */
  retry(): void;
}

const FIRST_BREAK_MS = 500;
const LONGEST_BREAK_MS = 30_000;
/** Failures in a row that are not worth mentioning. */
const FEW_FAILURES = 2;

/** Follows the changes of a tenant over connections that come and go. */
export function createChangeFollower({
  transport,
  onEvent,
  onState,
  onFailure,
}: ChangeFollowerOptions): ChangeFollower {
  let revision: number | undefined;
  let failures = 0;
  let connection: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;

  function connect() {
    clearTimeout(timer);
    timer = undefined;
    connection = new AbortController();
    transport.subscribe(
      FollowChanges,
      { after: revision },
      {
        signal: connection.signal,
        onData: ({ key_value_change: event }) => {
          const isNew = revision === undefined;
          revision = event.revision;
          // Comes first on every connection.
          if (event.key === null) onState?.('live');
          failures = 0;
          if (event.key !== null || event.resync || isNew) onEvent(event);
        },
        onEnd: (error) => {
          connection = undefined;
          if (error) onFailure?.(error);
          if (error?.code === 'UNAUTHENTICATED') {
            isRunning = false;
            return;
          }
          failures += 1;
          onState?.(failures > FEW_FAILURES ? 'failing' : 'reconnecting');
          // Many clients lose a server at once; with chance in it they do not all come back at once.
          const most = Math.min(FIRST_BREAK_MS * 2 ** (failures - 1), LONGEST_BREAK_MS);
          timer = setTimeout(connect, most * (0.5 + Math.random() / 2));
        },
      },
    );
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      failures = 0;
      onState?.(revision === undefined ? 'connecting' : 'reconnecting');
      connect();
    },
    stop() {
      isRunning = false;
      clearTimeout(timer);
      timer = undefined;
      connection?.abort();
      connection = undefined;
    },
    retry() {
      if (timer !== undefined) connect();
    },
  };
}
