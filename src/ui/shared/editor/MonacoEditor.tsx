import { useComputedColorScheme } from '@mantine/core';
import { Editor } from '@monaco-editor/react';
import { memo, useSyncExternalStore } from 'react';
import { IS_MAC } from '../is-mac.ts';
import { setTypingTarget } from '../typed-ahead.ts';
import { useEditorSettings } from './editor-settings.ts';
import { monaco } from './monaco.ts';
import { createMonacoHandle } from './monaco-handle.ts';
import { SHARED_OPTIONS } from './monaco-options.ts';
import type { ValueSession } from './value-session.ts';

/** A plain string is what was typed, to the character: nothing is closed, surrounded or indented for the person. */
const NOTHING_BY_ITSELF = {
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoIndent: 'none',
} as const;

export interface MonacoEditorProps {
  session: ValueSession;
  /** Accessible name. */
  label: string;
}

/** Uncontrolled: the text lives in the editor, and `session` reads it there. A value from outside garbles fast typing. */
export const MonacoEditor = memo(function MonacoEditor({ session, label }: MonacoEditorProps) {
  const [{ fontSize, wordWrap, leavesByTab }, changeSettings] = useEditorSettings();
  // The mode alone: rendering with every change of the draft would be felt while typing.
  const mode = useSyncExternalStore(session.subscribe, () => session.getState().mode);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });

  return (
    <Editor
      defaultValue={session.initialText}
      defaultLanguage={session.initialMode === 'json' ? 'json' : 'plaintext'}
      theme={scheme === 'dark' ? 'kv-dark' : 'kv-light'}
      loading={null}
      saveViewState={false}
      options={{
        ...SHARED_OPTIONS,
        ...(mode === 'text' && NOTHING_BY_ITSELF),
        ariaLabel: label,
        fontSize,
        lineHeight: Math.round(fontSize * 1.55),
        tabFocusMode: leavesByTab,
        wordWrap: wordWrap ? 'on' : 'off',
      }}
      onMount={(code) => {
        // Monaco's own command for this cannot be asked which way it stands.
        code.addAction({
          id: 'kv.toggle-tab',
          label: 'Tab leaves the editor, or indents',
          keybindings: [
            IS_MAC
              ? monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM
              : monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
          ],
          run: () => changeSettings((now) => ({ leavesByTab: !now.leavesByTab })),
        });
        code.onDidDispose(() => session.detach());
        session.attach(createMonacoHandle(code, session.initialMode));
        setTypingTarget(code.getContainerDomNode(), {
          type: (text) => code.trigger('typed ahead', 'type', { text }),
          erase: () => code.trigger('typed ahead', 'deleteLeft', null),
        });
      }}
    />
  );
});
