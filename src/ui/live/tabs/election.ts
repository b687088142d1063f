/**
 * Decides which tab of a group leads. One at most, except for moments after one has hung: it may go on leading until
 * it runs again.
 */
export interface Election {
  /** Takes part until `stop`. */
  start(): void;
  /** No answer from whoever leads: somebody else should. */
  challenge(): void;
  /** A tab has said that it leads. */
  heard(leader: string): void;
  /** The tab that led has left. */
  lost(): void;
  /** Leads no more, and no longer wants to. */
  stop(): void;
}

export interface ElectionHandlers {
  readonly onElected: () => void;
  readonly onDeposed: () => void;
}

interface LockElectionOptions extends ElectionHandlers {
  readonly locks: LockManager;
  readonly name: string;
  /** Locks exist, but may not be used here. */
  readonly onUnavailable: () => void;
}

/** Whoever holds a lock leads. The browser hands it on when a tab closes or crashes. */
export function electByLock({ locks, name, onElected, onDeposed, onUnavailable }: LockElectionOptions): Election {
  /** The latest request; gives up waiting, or the lock. */
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
    // A request that steals cannot be called off.
    locks.request(name, options.steal ? options : { ...options, signal: waiting.signal }, hold).catch(() => {
      if (!isWanted) return;
      giveUp = undefined;
      if (isHeld) {
        // Another tab took it: this one has not answered.
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
  /** Of this tab. Of two that lead, the one with the smaller id goes on. */
  readonly id: string;
  /** Says to all tabs that this one leads. */
  readonly announce: () => void;
}

/** How long a leader has for being heard, and up to as much again so that tabs differ. */
const LISTEN_MS = 400;
/** How long others have to object. */
const SETTLE_MS = 300;

/**
 * For where there are no locks, which is plain http on any machine but this one: a tab that hears of no leader says
 * that it leads, and does so unless another objects.
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
