import type { editor } from 'monaco-editor/editor';

/** Options of every editor and comparison. */
export const SHARED_OPTIONS: editor.IEditorOptions & editor.IGlobalEditorOptions = {
  fontFamily:
    "ui-monospace, 'SF Mono', SFMono-Regular, 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace",
  // A real text area: with EditContext, page-wide shortcuts and screen readers do not see a field.
  editContext: false,
  accessibilitySupport: 'auto',
  automaticLayout: true,
  // A quote or bracket that is typed over a selection replaces it, as everywhere else.
  autoSurround: 'never',
  bracketPairColorization: { enabled: false },
  colorDecorators: false,
  contextmenu: true,
  fixedOverflowWidgets: true,
  folding: true,
  guides: { indentation: true, bracketPairs: false },
  insertSpaces: true,
  lightbulb: { enabled: 'off' as editor.ShowLightbulbIconMode.Off },
  lineNumbersMinChars: 3,
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
  // Letters that look alike are everyday text in many languages; what cannot be seen is worth a mark.
  unicodeHighlight: {
    ambiguousCharacters: false,
    invisibleCharacters: true,
    nonBasicASCII: false,
    includeStrings: true,
    includeComments: true,
  },
  // They are characters of the value: Monaco would offer to remove them.
  unusualLineTerminators: 'off',
  // Styles of the page, and with them the colours of the theme, do not reach into it.
  useShadowDOM: false,
  wordBasedSuggestions: 'off',
};
