export type EditMode = 'json' | 'text';

/**
 * Names a state that the text is in. Undo and Redo come back to a state under the same name; a change makes a step that
 * is greater than all earlier ones of its document.
 */
export interface TextState {
  readonly document: string;
  readonly step: number;
}

/** What the rest of the page may do with the text editor. Everything the editor does to the text can be undone. */
export interface EditorHandle {
  /** The text on screen; lines end in `\n`, in text mode as the string has them. */
  getText(): string;
  /** UTF-16 units, without copying the text. */
  getLength(): number;
  getTextState(): TextState;
  /** Shows `text` in place of the present one, as one step for Undo. */
  replaceText(text: string): void;
  /** Changes to the JSON document, which keeps its text and its history, or to a new document of plain text. */
  showJson(): void;
  showText(text: string): void;
  goTo(offset: number): void;
  focus(): void;
  onChange(listener: () => void): void;
}
