import { checkJson } from './check-value.ts';
import type { EditMode, EditorHandle } from './editor-handle.ts';
import { ValueSession } from './value-session.ts';

/** A document of the editor with its Undo and Redo. */
class Document {
  readonly name: string;
  #states: readonly { readonly step: number; readonly text: string }[];
  #at = 0;
  #top = 1;

  constructor(name: string, text: string) {
    this.name = name;
    this.#states = [{ step: 1, text }];
  }

  get now() {
    return this.#states[this.#at] as { step: number; text: string };
  }

  write(text: string): void {
    this.#top += 1;
    this.#states = [...this.#states.slice(0, this.#at + 1), { step: this.#top, text }];
    this.#at += 1;
  }

  go(by: -1 | 1): void {
    this.#at = Math.min(Math.max(this.#at + by, 0), this.#states.length - 1);
    this.#top += 1;
  }
}

/** For tests: an editor without a screen, attached to a session. */
function createPaper(session: ValueSession) {
  let mode: EditMode = session.initialMode;
  const first = new Document(mode, session.initialText);
  const json = mode === 'json' ? first : new Document('json', '');
  let text = mode === 'text' ? first : undefined;
  let texts = 0;
  let notify = () => {};
  const shown = () => (mode === 'text' && text ? text : json);

  function change(work: () => void) {
    work();
    notify();
  }

  const handle: EditorHandle = {
    getText: () => shown().now.text,
    getLength: () => shown().now.text.length,
    getTextState: () => ({ document: shown().name, step: shown().now.step }),
    replaceText: (replacement) => change(() => shown().write(replacement)),
    showJson: () => {
      mode = 'json';
    },
    showText: (plain) => {
      texts += 1;
      mode = 'text';
      text = new Document(`text ${texts}`, plain);
    },
    goTo: () => {},
    focus: () => {},
    onChange: (listener) => {
      notify = listener;
    },
  };
  session.attach(handle);
  return {
    type: handle.replaceText,
    undo: () => change(() => shown().go(-1)),
    redo: () => change(() => shown().go(1)),
  };
}

/** For tests: a session and its editor, which reads texts of any size without a worker. */
export function openOnPaper(saved: string | null, mode: EditMode = 'json', draft?: string) {
  const checker = { check: async (text: string) => checkJson(text), dispose: () => {} };
  const session = new ValueSession({ saved, mode, draft, checker });
  return { session, ...createPaper(session) };
}
