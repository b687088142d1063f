import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { createRandomId } from '#ui/shared/random-id.ts';
import { type Draft, draftStore } from './draft-store.ts';

/** Everything about a draft except its text. */
export type DraftFacts = Pick<Draft, 'tenantId' | 'userId' | 'pairId' | 'key' | 'base'>;

interface DraftKeeperOptions {
  session: ValueSession;
  /** Undefined until it is known whose draft it is. */
  getFacts: () => DraftFacts | undefined;
  hasUnsaved: () => boolean;
}

interface KeepOptions {
  /** The draft that the text was restored from; it is removed. */
  readonly replacedId?: string;
  /** The new subject of the text, if the page does not show it yet. */
  readonly about?: Partial<Pick<Draft, 'pairId' | 'key' | 'base'>>;
}

export interface DraftKeeper {
  readonly id: string;
  /** Call it after a change of something other than the text. */
  touch(): void;
  /** Resolves once the current text is stored, to whether it is. */
  keepNow(options?: KeepOptions): Promise<boolean>;
  /** Stores the current text, perhaps as the draft of something else, and nothing after that. */
  handOver(about?: KeepOptions['about']): Promise<boolean>;
  /** Removes the draft and stores nothing more. */
  forget(): void;
  dispose(): void;
}

const PAUSE_MS = 400;
/** Above this size frequent writes would be felt while typing. */
const LARGE_BYTES = 100_000;
const LARGE_PAUSE_MS = 2_000;

/**
 * Keeps unsaved text in this browser: a moment after it was typed, and immediately when the page goes into the
 * background or is left.
 */
export function createDraftKeeper({ session, getFacts, hasUnsaved }: DraftKeeperOptions): DraftKeeper {
  const id = createRandomId();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isForgotten = false;
  /** Identifies the text and the facts that were stored last. */
  let kept: string | undefined;
  /** Whether that worked. */
  let storing = Promise.resolve(false);

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

  async function write({ replacedId, about }: KeepOptions = {}): Promise<boolean> {
    stop();
    const known = getFacts();
    // Without its editor the session does not know the text.
    if (isForgotten || known === undefined || !session.getState().isReady || !hasUnsaved()) return false;
    const facts = { ...known, ...about };
    const { document: name, step } = session.getTextState() ?? { document: '', step: 0 };
    const state = [name, step, facts.pairId, facts.key, facts.base?.id, facts.base?.version].join('\n');
    if (kept === state && replacedId === undefined) return await storing;
    kept = state;
    storing = draftStore.put({ ...facts, id, json: session.getJson(), savedAt: Date.now() }, replacedId);
    return await storing;
  }

  function touch() {
    if (isForgotten || !session.getState().isReady) return;
    if (!hasUnsaved()) return remove();
    // More typing does not postpone it, so a crash of the browser never loses more than the pause.
    const pauseMs = session.getState().check.sizeBytes > LARGE_BYTES ? LARGE_PAUSE_MS : PAUSE_MS;
    timer ??= setTimeout(() => whenIdle(() => void write()), pauseMs);
  }

  function leave() {
    if (timer !== undefined) void write();
  }
  const onVisibilityChange = () => document.visibilityState === 'hidden' && leave();

  const unsubscribe = session.subscribe(touch);
  // The browser's question whether to leave gives time to write; at `pagehide` it may be too late.
  window.addEventListener('beforeunload', leave);
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', onVisibilityChange);

  return {
    id,
    touch,
    keepNow: write,
    async handOver(about) {
      const written = write({ about });
      // Set this now, because a delayed write would store it as a draft of the former subject.
      isForgotten = true;
      return await written;
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
