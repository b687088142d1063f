import { formatJson } from '#json/format.ts';
import { minifyJson } from '#json/text.ts';
import { assumeStored, checkJson, type ValueCheck } from './check-value.ts';
import type { EditMode, EditorHandle, TextState } from './editor-handle.ts';
import { showEscapedCharacters } from './json-escapes.ts';
import { findTextModeObstacle, isProbablyText, offersTextMode, StringMode, toPlainText } from './string-mode.ts';
import { readString } from './string-text.ts';
import { MAX_INSTANT_CHARACTERS, type ValueChecker } from './value-checker.ts';

const PAUSE_MS = 150;
/** With more characters on one line, every keystroke in it would be slow. */
const MAX_MINIFIED_CHARACTERS = 100_000;

export interface ValueState {
  readonly mode: EditMode;
  /** The check of the draft, or of an earlier one while `isChecking`. */
  readonly check: ValueCheck;
  readonly isChecking: boolean;
  /** Saving would change something, or it is not yet known that it would not. */
  readonly isDirty: boolean;
  /** The editor is loaded and accepts typing. */
  readonly isReady: boolean;
}

export interface ValueSessionOptions {
  /** The stored JSON text, compact; null for a new value. */
  saved: string | null;
  /** The initial text of a new value. */
  draft?: string;
  /** The initial mode, if the value allows it. */
  mode: EditMode;
  checker: ValueChecker;
}

/**
 * The draft of one value: the text in the editor, its JSON, and whether that differs from the stored value. White space
 * between tokens is never a difference. A string that is edited as text and left alone keeps its stored escapes.
 */
export class ValueSession {
  /** The text to create the editor with. */
  readonly initialText: string;
  readonly initialMode: EditMode;
  readonly #checker: ValueChecker;
  readonly #listeners = new Set<() => void>();
  #state: ValueState;
  #saved: string | null;
  #editor: EditorHandle | undefined;
  readonly #string = new StringMode();
  /** The text with which a new value counts as untouched; undefined if there is none. */
  #untouched: string | undefined;
  #revision = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: Promise<void> | undefined;

  constructor({ saved, draft = '', mode, checker }: ValueSessionOptions) {
    this.#checker = checker;
    this.#saved = saved;
    const json = saved ?? draft;
    const check = saved === null ? checkJson(draft) : assumeStored(saved);
    const shown = check.compact === undefined ? json : formatJson(json);
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
    // The stored value is valid, so nothing waits for this check; it only finds warnings.
    if (this.#saved !== null && this.#state.mode === 'json') this.#read(this.#state.isDirty);
  }

  detach(): void {
    this.#editor = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#set({ isReady: false });
  }

  /** Resolves once the current text is checked. */
  async settle(): Promise<ValueCheck> {
    while (this.#state.isChecking) {
      if (this.#timer !== undefined) this.#readNow();
      await this.#pending;
    }
    return this.#state.check;
  }

  /** The text on the screen. */
  getText(): string {
    return this.#editor?.getText() ?? this.initialText;
  }

  /** The draft as JSON text, which may have mistakes. */
  getJson(): string {
    const text = this.getText();
    return this.#state.mode === 'text' ? this.#string.toJson(text) : text;
  }

  /** The state of the text; undefined while there is no editor. */
  getTextState(): TextState | undefined {
    return this.#editor?.getTextState();
  }

  /** Sets the stored value, null if it was deleted; the draft does not change. */
  rebase(saved: string | null): void {
    this.#saved = saved;
    this.#untouched = undefined;
    this.#set({ isDirty: this.#state.isChecking || this.#differs(this.#state.check) });
  }

  /** Replaces the draft with the stored value; Undo restores the draft. */
  revert(): void {
    this.replace(this.#saved === null ? '' : formatJson(this.#saved));
  }

  /** Switches to JSON, with the same draft, if this JSON text cannot be shown as plain text. */
  makeRoomFor(json: string): void {
    if (this.#state.mode === 'text' && readString(json) === undefined) this.setMode('json');
  }

  /** Replaces the draft with JSON text, which may have mistakes; Undo restores the draft. */
  replace(json: string): void {
    this.makeRoomFor(json);
    const text = this.#state.mode === 'text' ? this.#string.replace(json) : undefined;
    this.#editor?.replaceText(text ?? json);
  }

  /** Why the draft cannot be shown in `mode`, as a sentence; undefined if it can. */
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

  /** Whether the draft, which is not JSON, is probably meant as text. */
  isProbablyText(): boolean {
    return this.#state.mode === 'json' && isProbablyText(this.getText(), this.#state.check);
  }

  /** Makes the draft, which is not JSON, a string with exactly these characters. */
  becomeText(): void {
    if (this.#state.mode === 'text' || this.#state.check.compact !== undefined) return;
    const text = this.getText();
    this.#string.enter(text, this.#state.check, text);
    this.#set({ mode: 'text' });
    this.#editor?.showText(text);
    this.#read(true);
  }

  /** Why the text cannot be formatted again, as a sentence; undefined if it can. */
  findLayoutObstacle(layout: 'format' | 'minify'): string | undefined {
    const { check, isChecking } = this.#state;
    if (isChecking) return 'The text is being checked.';
    if (check.compact === undefined) return check.isBlank ? 'Enter a value first.' : 'Fix the JSON error first.';
    if (layout === 'minify' && check.compact.length > MAX_MINIFIED_CHARACTERS) {
      return 'A line this long would make typing slow. The value is stored compact anyway.';
    }
    return undefined;
  }

  format(): void {
    this.#rewrite(formatJson);
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

  /** Goes to the first mistake of the draft; without one, to the draft. */
  goToProblem(): void {
    const { problem, isBlank } = this.#state.check;
    if (problem && !isBlank && !this.#state.isChecking) this.goTo(problem.spot.offset);
    else this.focus();
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

  /** Starts to check the text. Until that is done the draft counts as `isDirty`. */
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
