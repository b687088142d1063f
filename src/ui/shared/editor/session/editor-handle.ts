export type EditMode = 'json' | 'text';

/**
 * Identifies a state of the text. Undo and Redo return to the same state; a change makes a step greater than all earlier
 * ones of its document.
 */
export interface TextState {
  readonly document: string;
  readonly step: number;
}

/** The page's interface to the text editor. The person can undo every change that is made through it. */
export interface EditorHandle {
  /** The text on screen. Lines end in `\n`; in text mode they end as in the string. */
  getText(): string;
  /** The length of the text in UTF-16 units, without copying it. */
  getLength(): number;
  getTextState(): TextState;
  /** Replaces the whole text as one undo step. */
  replaceText(text: string): void;
  /** Switches back to the JSON document, which keeps its text and its undo history. */
  showJson(): void;
  /** Switches to a new plain-text document. */
  showText(text: string): void;
  goTo(offset: number): void;
  focus(): void;
  onChange(listener: () => void): void;
}
