import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import { type Draft, draftStore } from './draft-store.ts';

/** What a draft is, but for its text. */
export type DraftFacts = Pick<Draft, 'tenantId' | 'userId' | 'pairId' | 'key' | 'base'>;

interface DraftKeeperOptions {
  session: ValueSession;
  /** Undefined while nothing can be kept. */
  getFacts: () => DraftFacts | undefined;
  hasUnsaved: () => boolean;
}

export interface DraftKeeper {
  /** Something other than the text has changed. */
  touch(): void;
  /** Resolves once the present text is written down, in place of a draft that it was restored from. */
  keepNow(replacedId?: string): Promise<Draft | undefined>;
  /** The text may go: nothing more is written. */
  forget(): void;
  dispose(): void;
}

const PAUSE_MS = 400;
/** Above this size writing takes long enough to be felt when it comes often. */
const LARGE_BYTES = 100_000;
const LARGE_PAUSE_MS = 2_000;

// Not `crypto.randomUUID`, which does not exist over plain http.
const createId = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

/**
 * Keeps what is typed in this browser while it is not saved, a moment after it was typed, and at once when the page
 * goes into the background or away.
 */
export function createDraftKeeper({ session, getFacts, hasUnsaved }: DraftKeeperOptions): DraftKeeper {
  const id = createId();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isForgotten = false;
  /** What was written last, and of which state of the text. */
  let kept: { readonly state: string; readonly draft: Draft } | undefined;

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

  async function write(replacedId?: string): Promise<Draft | undefined> {
    stop();
    const facts = getFacts();
    // Without its editor the session no longer knows what was typed.
    if (isForgotten || facts === undefined || !session.getState().isReady || !hasUnsaved()) return undefined;
    const state = [session.getStateId(), facts.userId, facts.key, facts.base?.id, facts.base?.version].join('\n');
    if (kept?.state !== state || replacedId !== undefined) {
      const draft = { ...facts, id, json: session.getJson(), savedAt: Date.now() };
      kept = { state, draft };
      await draftStore.put(draft, replacedId);
    }
    return kept?.draft;
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
