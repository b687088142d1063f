import { layOutJson } from '#json/layout.ts';
import { minifyJson } from '#json/text.ts';
import { assumeStored, checkJson, type ValueCheck } from './check-value.ts';
import type { EditMode, EditorHandle, TextState } from './editor-handle.ts';
import { showEscapedCharacters } from './json-escapes.ts';
import { findTextModeObstacle, offersTextMode, StringMode, toPlainText } from './string-mode.ts';
import { readString } from './string-text.ts';
import { MAX_INSTANT_CHARACTERS, type ValueChecker } from './value-checker.ts';

const PAUSE_MS = 150;
/** Characters on one line above which every keystroke in it is felt. */
const MAX_MINIFIED_CHARACTERS = 100_000;

export interface ValueState {
  readonly mode: EditMode;
  /** Of the draft, or while `isChecking` of an earlier one. */
  readonly check: ValueCheck;
  readonly isChecking: boolean;
  /** Saving would change something, or nobody knows yet that it would not. */
  readonly isDirty: boolean;
  /** The editor is there and can be typed in. */
  readonly isReady: boolean;
}

export interface ValueSessionOptions {
  /** The JSON text that is stored, compact; null for a value that does not exist yet. */
  saved: string | null;
  /** What to begin with instead, for a value that does not exist yet. */
  draft?: string;
  /** How to begin, where that is possible. */
  mode: EditMode;
  checker: ValueChecker;
}

/**
 * The draft of one value: what is in the editor, what it amounts to as JSON, and whether that differs from what is
 * stored. White space between the parts of JSON is never a difference; a string that is edited as text and left
 * alone keeps the escapes it is stored with.
 */
export class ValueSession {
  /** What the editor is made with. */
  readonly initialText: string;
  readonly initialMode: EditMode;
  readonly #checker: ValueChecker;
  readonly #listeners = new Set<() => void>();
  #state: ValueState;
  #saved: string | null;
  #editor: EditorHandle | undefined;
  readonly #string = new StringMode();
  /** With what a value that does not exist yet counts as untouched; undefined: nothing does. */
  #untouched: string | undefined;
  #revision = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: Promise<void> | undefined;

  constructor({ saved, draft = '', mode, checker }: ValueSessionOptions) {
    this.#checker = checker;
    this.#saved = saved;
    const json = saved ?? draft;
    const check = saved === null ? checkJson(draft) : assumeStored(saved);
    const shown = check.compact === undefined ? json : layOutJson(json);
    const asText = mode === 'text' ? toPlainText(shown, check, saved) : undefined;
    this.initialMode = asText === undefined ? 'json' : 'text';
    this.initialText = asText ?? shown;
    this.#untouched = this.initialText;
    if (asText !== undefined) this.#string.enter(shown, check, asText);
    this.#state = {
      mode: this.initialMode,
      check: asText === undefined ? check : assumeStored(this.#string.toJson(asText)),
      isChecking: false,
      isDirty: false,
      isReady: false,
    };
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = () => this.#state;

  attach(editor: EditorHandle): void {
    this.#editor = editor;
    editor.onChange(() => this.#changed());
    this.#set({ isReady: true });
    // Warnings about what is stored; it is valid, so nothing waits for them.
    if (this.#saved !== null && this.#state.mode === 'json') this.#read(this.#state.isDirty);
  }

  detach(): void {
    this.#editor = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#set({ isReady: false });
  }

  /** Reads the present text to the end. */
  async settle(): Promise<ValueCheck> {
    while (this.#state.isChecking) {
      if (this.#timer !== undefined) this.#readNow();
      await this.#pending;
    }
    return this.#state.check;
  }

  /** What is on screen, as it is. */
  getText(): string {
    return this.#editor?.getText() ?? this.initialText;
  }

  /** The draft as JSON text, which may have mistakes. */
  getJson(): string {
    const text = this.getText();
    return this.#state.mode === 'text' ? this.#string.toJson(text) : text;
  }

  /** The state that the text is in; undefined while there is no editor. */
  getTextState(): TextState | undefined {
    return this.#editor?.getTextState();
  }

  /** `saved` is now what is stored, null when nothing is any more; the draft stays as it is. */
  rebase(saved: string | null): void {
    this.#saved = saved;
    this.#untouched = undefined;
    this.#set({ isDirty: this.#state.isChecking || this.#differs(this.#state.check) });
  }

  /** Shows the stored value in place of the draft; Undo brings the draft back. */
  revert(): void {
    this.replace(this.#saved === null ? '' : layOutJson(this.#saved));
  }

  /** Leaves plain text, with the draft as it is, when JSON text cannot be shown as that. */
  makeRoomFor(json: string): void {
    if (this.#state.mode === 'text' && readString(json) === undefined) this.setMode('json');
  }

  /** Shows JSON text, which may have mistakes, in place of the draft; Undo brings the draft back. */
  replace(json: string): void {
    this.makeRoomFor(json);
    const text = this.#state.mode === 'text' ? this.#string.replace(json) : undefined;
    this.#editor?.replaceText(text ?? json);
  }

  /** Why the draft cannot be shown in `mode`, as a sentence; undefined when it can. */
  findModeObstacle(mode: EditMode): string | undefined {
    const { check, isChecking } = this.#state;
    if (mode === this.#state.mode || mode === 'json') return undefined;
    if (isChecking) return 'The text is being checked.';
    return findTextModeObstacle(check, this.#saved);
  }

  /** Whether editing as text is an option worth showing, even if an obstacle prevents it now. */
  offersText(): boolean {
    const { mode, check } = this.#state;
    return mode === 'text' || offersTextMode(check, this.#saved);
  }

  setMode(mode: EditMode): void {
    if (mode === this.#state.mode || this.findModeObstacle(mode) !== undefined) return;
    const shown = this.getText();
    if (mode === 'text') {
      const { check } = this.#state;
      const text = toPlainText(shown, check, this.#saved) ?? shown;
      this.#string.enter(shown, check, text);
      this.#set({ mode });
      this.#editor?.showText(text);
    } else {
      const json = this.#string.toDocument(shown);
      this.#set({ mode });
      this.#editor?.showJson();
      if (this.#editor?.getText() !== json) this.#editor?.replaceText(json);
    }
    this.#read(this.#state.isDirty);
  }

  /** Why the text cannot be laid out anew, as a sentence; undefined when it can. */
  findLayoutObstacle(layout: 'format' | 'minify'): string | undefined {
    const { check, isChecking } = this.#state;
    if (isChecking) return 'The text is being checked.';
    if (check.compact === undefined) return check.isBlank ? 'There is no value yet.' : 'Correct the JSON first.';
    if (layout === 'minify' && check.compact.length > MAX_MINIFIED_CHARACTERS) {
      return 'One line this long would make typing slow. The value is stored compact in any case.';
    }
    return undefined;
  }

  format(): void {
    this.#rewrite(layOutJson);
  }

  minify(): void {
    this.#rewrite(minifyJson);
  }

  showEscapedCharacters(): void {
    this.#rewrite(showEscapedCharacters);
  }

  goTo(offset: number): void {
    this.#editor?.goTo(offset);
  }

  focus(): void {
    this.#editor?.focus();
  }

  #rewrite(change: (json: string) => string): void {
    const text = this.getText();
    if (this.#state.mode === 'json' && this.#state.check.compact !== undefined) this.#editor?.replaceText(change(text));
  }

  #changed(): void {
    this.#read(true);
  }

  /** Starts to read the text; until that is done the draft counts as `isDirty`. */
  #read(isDirty: boolean): void {
    this.#revision += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const isText = this.#state.mode === 'text';
    if (isText || (this.#editor?.getLength() ?? 0) <= MAX_INSTANT_CHARACTERS) {
      this.#finish(isText ? assumeStored(this.#string.toJson(this.getText())) : checkJson(this.getText()));
      return;
    }
    this.#set({ isChecking: true, isDirty });
    this.#timer = setTimeout(() => this.#readNow(), PAUSE_MS);
  }

  #readNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const revision = this.#revision;
    this.#pending = this.#checker.check(this.getText()).then((check) => {
      if (revision === this.#revision) this.#finish(check);
    });
  }

  #finish(check: ValueCheck): void {
    this.#set({ check, isChecking: false, isDirty: this.#differs(check) });
  }

  #differs(check: ValueCheck): boolean {
    if (this.#saved === null) return this.getText() !== this.#untouched;
    return check.compact !== this.#saved;
  }

  #set(change: Partial<ValueState>): void {
    this.#state = { ...this.#state, ...change };
    for (const notify of this.#listeners) notify();
  }
}
