import type { editor } from 'monaco-editor/editor';
import { MONO_FONT } from '#ui/shared/fonts.ts';

/** Options shared by every editor and comparison. */
export const SHARED_OPTIONS: editor.IEditorOptions & editor.IGlobalEditorOptions = {
  fontFamily: MONO_FONT,
  // A real text area, because page-wide shortcuts and screen readers do not recognise EditContext as a field.
  editContext: false,
  accessibilitySupport: 'auto',
  automaticLayout: true,
  // A quote or bracket typed over a selection replaces it, as in any other field.
  autoSurround: 'never',
  bracketPairColorization: { enabled: false },
  colorDecorators: false,
  contextmenu: true,
  fixedOverflowWidgets: true,
  folding: true,
  guides: { indentation: true, bracketPairs: false },
  hideCursorInOverviewRuler: true,
  insertSpaces: true,
  lightbulb: { enabled: 'off' as editor.ShowLightbulbIconMode.Off },
  links: false,
  minimap: { enabled: false },
  occurrencesHighlight: 'off',
  overviewRulerBorder: false,
  padding: { top: 8, bottom: 8 },
  quickSuggestions: false,
  renderControlCharacters: true,
  renderLineHighlight: 'line',
  renderValidationDecorations: 'on',
  renderWhitespace: 'selection',
  scrollbar: { useShadows: false, verticalScrollbarSize: 12, horizontalScrollbarSize: 12 },
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  tabSize: 2,
  // Look-alike letters are everyday text in many languages; invisible characters deserve a mark.
  unicodeHighlight: {
    ambiguousCharacters: false,
    invisibleCharacters: true,
    nonBasicASCII: false,
    includeStrings: true,
    includeComments: true,
  },
  // They are part of the value, and Monaco would offer to remove them.
  unusualLineTerminators: 'off',
  // The page's styles, and with them the theme's colours, do not reach into a shadow DOM.
  useShadowDOM: false,
  wordBasedSuggestions: 'off',
};
