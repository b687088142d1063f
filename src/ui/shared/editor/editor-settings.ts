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
  /** Whether the Tab key leaves the editor instead of indenting. */
  readonly leavesByTab: boolean;
  /** The mode in which strings open. */
  readonly stringMode: EditMode;
}

const DEFAULTS: EditorSettings = { fontSize: 13, wordWrap: false, leavesByTab: false, stringMode: 'json' };

/** Stored settings may come from an older version or another program, so every field is checked. */
function parse(stored: string | undefined): EditorSettings {
  try {
    const read = JSON.parse(stored ?? '{}') as Partial<Record<keyof EditorSettings, unknown>> | null;
    return {
      fontSize: clampFontSize(typeof read?.fontSize === 'number' ? read.fontSize : DEFAULTS.fontSize),
      wordWrap: typeof read?.wordWrap === 'boolean' ? read.wordWrap : DEFAULTS.wordWrap,
      leavesByTab: typeof read?.leavesByTab === 'boolean' ? read.leavesByTab : DEFAULTS.leavesByTab,
      stringMode: read?.stringMode === 'text' ? 'text' : 'json',
    };
  } catch {
    return DEFAULTS;
  }
}

export function clampFontSize(fontSize: number): number {
  return Math.min(MAX_FONT_SIZE, Math.max(MIN_FONT_SIZE, Math.round(fontSize)));
}

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
