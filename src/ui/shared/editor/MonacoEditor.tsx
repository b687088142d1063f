import { useComputedColorScheme } from '@mantine/core';
import { Editor } from '@monaco-editor/react';
import { memo } from 'react';
import { useEditorSettings } from './editor-settings.ts';
import { monaco } from './monaco.ts';
import { createMonacoHandle } from './monaco-handle.ts';
import { SHARED_OPTIONS } from './monaco-options.ts';
import type { ValueSession } from './value-session.ts';

export interface MonacoEditorProps {
  session: ValueSession;
  /** Accessible name. */
  label: string;
  /** The Tab key leaves the editor, or indents. */
  onTabModeChange: (leaves: boolean) => void;
}

/** Uncontrolled: the text lives in the editor, and `session` reads it there. A value from outside garbles fast typing. */
export const MonacoEditor = memo(function MonacoEditor(props: MonacoEditorProps) {
  const { session, label, onTabModeChange } = props;
  const [{ fontSize, wordWrap }] = useEditorSettings();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { tabFocusMode } = monaco.editor.EditorOption;

  return (
    <Editor
      defaultValue={session.initialText}
      defaultLanguage={session.initialMode === 'json' ? 'json' : 'plaintext'}
      theme={scheme === 'dark' ? 'kv-dark' : 'kv-light'}
      loading={null}
      saveViewState={false}
      options={{
        ...SHARED_OPTIONS,
        ariaLabel: label,
        fontSize,
        lineHeight: Math.round(fontSize * 1.55),
        wordWrap: wordWrap ? 'on' : 'off',
      }}
      onMount={(code) => {
        onTabModeChange(code.getOption(tabFocusMode));
        code.onDidChangeConfiguration((event) => {
          if (event.hasChanged(tabFocusMode)) onTabModeChange(code.getOption(tabFocusMode));
        });
        code.onDidDispose(() => session.detach());
        session.attach(createMonacoHandle(code, session.initialMode));
      }}
    />
  );
});
