import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { createRandomId } from '#ui/shared/random-id.ts';
import { type Draft, draftStore } from './draft-store.ts';

/** What a draft is, but for its text. */
export type DraftFacts = Pick<Draft, 'tenantId' | 'userId' | 'pairId' | 'key' | 'base'>;

interface DraftKeeperOptions {
  session: ValueSession;
  /** Undefined while nothing can be kept. */
  getFacts: () => DraftFacts | undefined;
  hasUnsaved: () => boolean;
}

interface KeepOptions {
  /** The draft that the text was restored from: it goes. */
  readonly replacedId?: string;
  /** What the text is about from now on, when the page does not show it yet. */
  readonly about?: Partial<Pick<Draft, 'pairId' | 'key' | 'base'>>;
}

export interface DraftKeeper {
  /** Something other than the text has changed. */
  touch(): void;
  /** Resolves once the present text is written down. */
  keepNow(options?: KeepOptions): Promise<void>;
  /** Writes the present text down as one about something else, and nothing after it. */
  handOver(about: KeepOptions['about']): Promise<void>;
  /** The text may go: nothing more is written. */
  forget(): void;
  dispose(): void;
}

const PAUSE_MS = 400;
/** Above this size writing takes long enough to be felt when it comes often. */
const LARGE_BYTES = 100_000;
const LARGE_PAUSE_MS = 2_000;

/**
 * Keeps what is typed in this browser while it is not saved, a moment after it was typed, and at once when the page
 * goes into the background or away.
 */
export function createDraftKeeper({ session, getFacts, hasUnsaved }: DraftKeeperOptions): DraftKeeper {
  const id = createRandomId();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isForgotten = false;
  /** Of which text, and about what, the record is that was written last. */
  let kept: string | undefined;

  function stop() {
    clearTimeout(timer);
    timer = undefined;
  }

  function remove() {
    stop();
    if (kept === undefined) return;
    kept = undefined;
    void draftStore.remove(id);
  }

  async function write({ replacedId, about }: KeepOptions = {}): Promise<void> {
    stop();
    const known = getFacts();
    // Without its editor the session no longer knows what was typed.
    if (isForgotten || known === undefined || !session.getState().isReady || !hasUnsaved()) return;
    const facts = { ...known, ...about };
    const { document: name, step } = session.getTextState() ?? { document: '', step: 0 };
    const state = [name, step, facts.pairId, facts.key, facts.base?.id, facts.base?.version].join('\n');
    if (kept === state && replacedId === undefined) return;
    kept = state;
    await draftStore.put({ ...facts, id, json: session.getJson(), savedAt: Date.now() }, replacedId);
  }

  function touch() {
    if (isForgotten || !session.getState().isReady) return;
    if (!hasUnsaved()) return remove();
    // Not put off by typing on: what is lost when the browser crashes is never more than the pause.
    const pauseMs = session.getState().check.sizeBytes > LARGE_BYTES ? LARGE_PAUSE_MS : PAUSE_MS;
    timer ??= setTimeout(() => whenIdle(() => void write()), pauseMs);
  }

  function leave() {
    if (timer !== undefined) void write();
  }
  const onVisibilityChange = () => document.visibilityState === 'hidden' && leave();

  const unsubscribe = session.subscribe(touch);
  // While the browser asks whether to leave there is time to write: at `pagehide` it may be too late for that.
  window.addEventListener('beforeunload', leave);
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', onVisibilityChange);

  return {
    touch,
    keepNow: write,
    async handOver(about) {
      const written = write({ about });
      // At once: what was put off until the browser is idle would make it a draft of what it was before.
      isForgotten = true;
      await written;
    },
    forget() {
      isForgotten = true;
      remove();
    },
    dispose() {
      leave();
      stop();
      unsubscribe();
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', onVisibilityChange);
    },
  };
}

/** Between two keystrokes, not in the middle of one. */
function whenIdle(callback: () => void): void {
  if (typeof requestIdleCallback === 'undefined') callback();
  else requestIdleCallback(callback, { timeout: 500 });
}
