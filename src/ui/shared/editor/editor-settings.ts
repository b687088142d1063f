import { useLocalStorage } from '@mantine/hooks';
import type { EditMode } from './session/editor-handle.ts';

const KEY = 'kv-editor';
const MIN_FONT_SIZE = 11;
const MAX_FONT_SIZE = 20;

/** Editor preferences, stored in this browser. */
export interface EditorSettings {
  /** In pixels. */
  readonly fontSize: number;
  readonly wordWrap: boolean;
  /** The same for plain text, where a long line is usually prose. */
  readonly textWordWrap: boolean;
  /** Whether the Tab key leaves the editor instead of indenting. */
  readonly leavesByTab: boolean;
  /** The mode in which strings open; by itself, a string with a line break opens as text. */
  readonly stringsOpenAs: EditMode | 'fitting';
}

const DEFAULTS: EditorSettings = {
  fontSize: 13,
  wordWrap: false,
  textWordWrap: true,
  leavesByTab: false,
  stringsOpenAs: 'fitting',
};

const OPENING_MODES = ['json', 'text', 'fitting'] as const;

/** Stored settings may come from an older version or another program, so every field is checked. */
function parse(stored: string | undefined): EditorSettings {
  try {
    const read = JSON.parse(stored ?? '{}') as Partial<Record<keyof EditorSettings, unknown>> | null;
    return {
      fontSize: clampFontSize(typeof read?.fontSize === 'number' ? read.fontSize : DEFAULTS.fontSize),
      wordWrap: typeof read?.wordWrap === 'boolean' ? read.wordWrap : DEFAULTS.wordWrap,
      textWordWrap: typeof read?.textWordWrap === 'boolean' ? read.textWordWrap : DEFAULTS.textWordWrap,
      leavesByTab: typeof read?.leavesByTab === 'boolean' ? read.leavesByTab : DEFAULTS.leavesByTab,
      stringsOpenAs: OPENING_MODES.find((mode) => mode === read?.stringsOpenAs) ?? DEFAULTS.stringsOpenAs,
    };
  } catch {
    return DEFAULTS;
  }
}

export function clampFontSize(fontSize: number): number {
  return Math.min(MAX_FONT_SIZE, Math.max(MIN_FONT_SIZE, Math.round(fontSize)));
}

/** Whether long lines of a document are wrapped. */
export const isWrapped = ({ wordWrap, textWordWrap }: EditorSettings, isText: boolean): boolean =>
  isText ? textWordWrap : wordWrap;

export function useEditorSettings() {
  const [settings, setSettings] = useLocalStorage<EditorSettings>({
    key: KEY,
    defaultValue: DEFAULTS,
    getInitialValueInEffect: false,
    deserialize: parse,
  });
  const change = (toChanged: (current: EditorSettings) => Partial<EditorSettings>) =>
    setSettings((current) => ({ ...current, ...toChanged(current) }));
  return [settings, change] as const;
}
