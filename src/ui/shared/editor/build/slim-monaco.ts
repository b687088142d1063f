import { readFile } from 'node:fs/promises';

/*
 * Monaco comes with more than an editor of JSON needs, and its modules import each other for their side effects.
 * What is left out here cannot be reached with the features and options that this editor uses: 150 KB less to
 * load, gzipped. A new version of Monaco may move these files: the build then fails instead of growing.
 */

/** Imports every feature, so that choosing features has no effect. */
const WORKERS = 'internal/common/workers.js';

/** Replaced by functions that do nothing and, asked for the instance of an editor, have none. */
const UNUSED = [
  // Quick fixes, hints, colours and definitions in hovers: JSON has none.
  'editor/contrib/codeAction/browser/codeActionController.js',
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPicker.js',
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPickerParticipant.js',
  'editor/contrib/gotoSymbol/browser/link/goToDefinitionAtPosition.js',
  'editor/contrib/inlayHints/browser/inlayHintsHover.js',
  // "Paste as …".
  'editor/contrib/dropOrPasteInto/browser/copyPasteController.js',
  // Drawing with WebGPU, input through EditContext: both are off.
  'editor/browser/gpu/viewGpuContext.js',
  'editor/browser/viewParts/rulersGpu/rulersGpu.js',
  'editor/browser/viewParts/viewLinesGpu/viewLinesGpu.js',
  'editor/browser/controller/editContext/native/nativeEditContext.js',
  'editor/browser/widget/multiDiffEditor/multiDiffEditorWidget.js',
  'editor/common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend.js',
  // The command palette.
  'editor/standalone/browser/quickInput/standaloneQuickInputService.js',
];

/** Explanations of settings and colours, for a settings page that does not exist here. */
const DESCRIBED =
  /^(?:editor\/common\/config\/editor(?:Options|ConfigurationSchema)|editor\/common\/core\/editorColorRegistry|platform\/theme\/common\/colors\/\w+|platform\/list\/browser\/listService)\.js$/;

async function emptyModule(file: string): Promise<string> {
  const code = await readFile(file, 'utf8');
  const names = [...code.matchAll(/^export \{(.*)\};/gm)]
    .flatMap(([, list = '']) => list.split(','))
    .map((name) => name.trim().split(' as ').at(-1) ?? '');
  if (names.length === 0) throw new Error(`No exports found in ${file}: look at it again after an update of Monaco.`);
  return names.map((name) => `export function ${name}() {}\n${name}.get = () => null;`).join('\n');
}

/** Works on the modules of Monaco, in the build and in the development server's bundle of dependencies. */
export function slimMonaco() {
  const seen = new Set<string>();
  return {
    name: 'slim-monaco',
    async load(id: string) {
      const path = toPath(id);
      if (path === undefined || !UNUSED.includes(path)) return undefined;
      seen.add(path);
      return emptyModule(id);
    },
    transform(code: string, id: string) {
      const path = toPath(id);
      if (path === WORKERS) {
        seen.add(path);
        return { code: code.replace(/^import '[^']+';$/gm, ''), map: null };
      }
      if (path !== undefined && DESCRIBED.test(path)) {
        return { code: code.replace(/\blocalize\(\d+, "(?:[^"\\]|\\.)*"\)/g, "''"), map: null };
      }
      return undefined;
    },
    buildEnd(error?: Error) {
      const missed = [WORKERS, ...UNUSED].filter((path) => !seen.has(path));
      // None at all: this build has no editor in it.
      if (!error && seen.size > 0 && missed.length > 0) {
        throw new Error(`Not in this version of Monaco any more: ${missed.join(', ')}`);
      }
    },
  };
}

function toPath(id: string): string | undefined {
  return id.split('?')[0]?.split('/monaco-editor/esm/vs/')[1];
}
