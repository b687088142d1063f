import { hasTypingTarget } from '#ui/shared/keys/typed-ahead.ts';

/** The input field of Monaco; there are two kinds, depending on the browser. */
const EDITOR = '.monaco-editor [role=textbox], .monaco-editor textarea';

/** Focuses the editor in an element, for `holdTyping`; null while it is not loaded or not visible. */
export function focusEditorIn(place: ParentNode | null): Element | null {
  const editor = place?.querySelector<HTMLElement>(EDITOR);
  if (!editor || editor.getClientRects().length === 0 || !hasTypingTarget(editor)) return null;
  editor.focus();
  return document.activeElement === editor ? editor : null;
}
