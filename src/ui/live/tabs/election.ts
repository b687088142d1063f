/**
 * Elects the leader of a group of tabs. There is at most one, except for moments after a leader has hung: it may
 * continue until it runs again.
 */
export interface Election {
  /** Stands for election until `stop`. */
  start(): void;
  /** The leader does not answer, so another tab should lead. */
  challenge(): void;
  /** A tab has announced itself as the leader. */
  heard(leader: string): void;
  /** The leader has left. */
  lost(): void;
  /** Stops leading, and does not stand again. */
  stop(): void;
}

interface ElectionHandlers {
  readonly onElected: () => void;
  readonly onDeposed: () => void;
}

interface LockElectionOptions extends ElectionHandlers {
  readonly locks: LockManager;
  readonly name: string;
  /** Locks exist, but are not allowed here. */
  readonly onUnavailable: () => void;
}

/** The holder of a lock is the leader. The browser passes the lock on when a tab closes or crashes. */
export function electByLock({ locks, name, onElected, onDeposed, onUnavailable }: LockElectionOptions): Election {
  /** Aborts the latest request, or releases the lock. */
  let giveUp: (() => void) | undefined;

  function request(options: LockOptions) {
    giveUp?.();
    const waiting = new AbortController();
    let isWanted = true;
    let isHeld = false;
    let release: (() => void) | undefined;
    giveUp = () => {
      isWanted = false;
      waiting.abort();
      release?.();
    };
    const hold = () => {
      if (!isWanted) return undefined;
      isHeld = true;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      onElected();
      return held;
    };
    // A request that steals the lock cannot be aborted.
    locks.request(name, options.steal ? options : { ...options, signal: waiting.signal }, hold).catch(() => {
      if (!isWanted) return;
      giveUp = undefined;
      if (isHeld) {
        // Another tab stole it, because this one did not answer.
        onDeposed();
        request({});
      } else {
        onUnavailable();
      }
    });
  }

  return {
    start: () => request({}),
    challenge: () => request({ steal: true }),
    heard: () => undefined,
    lost: () => undefined,
    stop() {
      giveUp?.();
      giveUp = undefined;
    },
  };
}

interface ChannelElectionOptions extends ElectionHandlers {
  /** The id of this tab. Of two leaders, the one with the smaller id stays. */
  readonly id: string;
  /** Announces this tab as the leader. */
  readonly announce: () => void;
}

/** How long to wait for a leader, plus up to as much again so that tabs differ; in ms. */
const LISTEN_MS = 400;
/** How long other tabs have to object, in ms. */
const SETTLE_MS = 300;

/**
 * An election without locks, which browsers do not offer over plain HTTP except on this machine. A tab that hears of no
 * leader announces itself, and leads unless another tab objects.
 */
export function electByChannel({ id, announce, onElected, onDeposed }: ChannelElectionOptions): Election {
  let state: 'out' | 'listening' | 'announced' | 'leading' | 'following' = 'out';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function listen() {
    state = 'listening';
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        state = 'announced';
        announce();
        timer = setTimeout(() => {
          state = 'leading';
          onElected();
        }, SETTLE_MS);
      },
      LISTEN_MS * (1 + Math.random()),
    );
  }

  return {
    start: listen,
    challenge() {
      if (state === 'following') listen();
    },
    heard(leader) {
      if (state === 'out') return;
      const isClaiming = state === 'announced' || state === 'leading';
      if (isClaiming && id < leader) {
        announce();
        return;
      }
      const wasLeading = state === 'leading';
      clearTimeout(timer);
      state = 'following';
      if (wasLeading) onDeposed();
    },
    lost() {
      if (state === 'following') listen();
    },
    stop() {
      state = 'out';
      clearTimeout(timer);
    },
  };
}
