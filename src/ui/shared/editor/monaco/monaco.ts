import { loader } from '@monaco-editor/react';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/longLinesHelper/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/placeholderText/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import './monaco.css';
import { DARK_THEME, LIGHT_THEME } from './monaco-themes.ts';

self.MonacoEnvironment = {
  getWorker: (_workerId, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
};

jsonDefaults.setDiagnosticsOptions({
  validate: true,
  // RFC 8259: text that the server refuses must not look valid here.
  allowComments: false,
  comments: 'error',
  trailingCommas: 'error',
  // A "$schema" in a value is data, so nothing is fetched or validated for it.
  schemas: [],
  enableSchemaRequest: false,
  schemaRequest: 'ignore',
  schemaValidation: 'ignore',
});
jsonDefaults.setModeConfiguration({
  diagnostics: true,
  foldingRanges: true,
  selectionRanges: true,
  tokens: true,
  // Our own formatting keeps the exact text; the rest needs schemas.
  documentFormattingEdits: false,
  documentRangeFormattingEdits: false,
  completionItems: false,
  hovers: false,
  documentSymbols: false,
  colors: false,
});

monaco.editor.defineTheme('kv-light', LIGHT_THEME);
monaco.editor.defineTheme('kv-dark', DARK_THEME);
// "Insert line below" has the keys that save a new pair.
monaco.editor.addKeybindingRule({ keybinding: monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, command: null });

// By default the loader would fetch another copy from a CDN.
loader.config({ monaco: monaco as unknown as typeof import('monaco-editor') });

// It measures letters once; those of a font that comes later are as wide as its stand-in then.
document.fonts?.addEventListener('loadingdone', () => monaco.editor.remeasureFonts());

export { monaco };
