import { readFile } from 'node:fs/promises';

/*
 * Monaco has more than a JSON editor needs, and its modules import each other for their side effects. This leaves out
 * modules that the features and options in use cannot reach, which saves 150 KB gzipped. If a new version of Monaco
 * moves these files, the build fails instead of growing.
 */

/** Imports every feature, which would defeat choosing features. */
const WORKERS = 'internal/common/workers.js';

/** Replaced by functions that do nothing, with a `get` that finds no instance for an editor. */
const UNUSED = [
  // Quick fixes, hints, colours and definitions in hovers: JSON has none.
  'editor/contrib/codeAction/browser/codeActionController.js',
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPicker.js',
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPickerParticipant.js',
  'editor/contrib/gotoSymbol/browser/link/goToDefinitionAtPosition.js',
  'editor/contrib/inlayHints/browser/inlayHintsHover.js',
  // "Paste as …".
  'editor/contrib/dropOrPasteInto/browser/copyPasteController.js',
  // Rendering with WebGPU and input through EditContext, which are both off.
  'editor/browser/gpu/viewGpuContext.js',
  'editor/browser/viewParts/rulersGpu/rulersGpu.js',
  'editor/browser/viewParts/viewLinesGpu/viewLinesGpu.js',
  'editor/browser/controller/editContext/native/nativeEditContext.js',
  'editor/browser/widget/multiDiffEditor/multiDiffEditorWidget.js',
  'editor/common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend.js',
  // The command palette.
  'editor/standalone/browser/quickInput/standaloneQuickInputService.js',
];

/** Descriptions of settings and colours, for a settings page that this editor does not have. */
const DESCRIBED =
  /^(?:editor\/common\/config\/editor(?:Options|ConfigurationSchema)|editor\/common\/core\/editorColorRegistry|platform\/theme\/common\/colors\/\w+|platform\/list\/browser\/listService)\.js$/;

async function emptyModule(file: string): Promise<string> {
  const code = await readFile(file, 'utf8');
  const names = [...code.matchAll(/^export \{(.*)\};/gm)]
    .flatMap(([, list = '']) => list.split(','))
    .map((name) => name.trim().split(' as ').at(-1) ?? '');
  if (names.length === 0) throw new Error(`No exports found in ${file}. Check it after an update of Monaco.`);
  return names.map((name) => `export function ${name}() {}\n${name}.get = () => null;`).join('\n');
}

/** A plugin for the build and for the development server's bundle of dependencies. */
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
      // A build without any of them has no editor.
      if (!error && seen.size > 0 && missed.length > 0) {
        throw new Error(`No longer in this version of Monaco: ${missed.join(', ')}`);
      }
    },
  };
}

function toPath(id: string): string | undefined {
  return id.split('?')[0]?.split('/monaco-editor/esm/vs/')[1];
}
