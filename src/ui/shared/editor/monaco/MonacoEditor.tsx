import { useComputedColorScheme } from '@mantine/core';
import { Editor } from '@monaco-editor/react';
import { memo, type ReactNode, useState, useSyncExternalStore } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { setTypingTarget } from '#ui/shared/keys/typed-ahead.ts';
import { isWrapped, useEditorSettings } from '../editor-settings.ts';
import { countLines, lineNumberRoom } from '../line-numbers.ts';
import type { ValueSession } from '../session/value-session.ts';
import { announceTabHint, tabHint } from '../tab-hint.ts';
import { monaco } from './monaco.ts';
import { createMonacoHandle } from './monaco-handle.ts';
import { SHARED_OPTIONS } from './monaco-options.ts';

/** A plain string is exactly what was typed: the editor closes, surrounds and indents nothing. */
const NO_AUTOMATIC_EDITS = {
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoIndent: 'none',
} as const;

/** Escape closes what the editor has opened before it leaves the editor. */
const NOTHING_TO_CLOSE =
  '!findWidgetVisible && !suggestWidgetVisible && !markersNavigationVisible && !editorHasMultipleSelections';

export interface MonacoEditorProps {
  session: ValueSession;
  /** Accessible name. */
  label: string;
  /** Shown until the editor is there. */
  loading: ReactNode;
}

/** Uncontrolled: `session` reads the text from the editor. A controlled value would garble fast typing. */
export const MonacoEditor = memo(function MonacoEditor({ session, label, loading }: MonacoEditorProps) {
  const [settings, changeSettings] = useEditorSettings();
  const { fontSize, leavesByTab } = settings;
  // Only the mode: rendering for every change of the draft would slow down typing.
  const mode = useSyncExternalStore(session.subscribe, () => session.getState().mode);
  const [numberRoom, setNumberRoom] = useState(() => lineNumberRoom(countLines(session.initialText)));
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });

  return (
    <Editor
      defaultValue={session.initialText}
      defaultLanguage={session.initialMode === 'json' ? 'json' : 'plaintext'}
      theme={scheme === 'dark' ? 'kv-dark' : 'kv-light'}
      loading={loading}
      saveViewState={false}
      options={{
        ...SHARED_OPTIONS,
        ...(mode === 'text' && NO_AUTOMATIC_EDITS),
        ariaLabel: label,
        fontSize,
        lineNumbersMinChars: numberRoom,
        lineHeight: Math.round(fontSize * 1.55),
        tabFocusMode: leavesByTab,
        wordWrap: isWrapped(settings, mode === 'text') ? 'on' : 'off',
      }}
      onMount={(code) => {
        // Monaco's own command does not expose its state.
        code.addAction({
          id: 'kv.toggle-tab',
          label: 'Toggle whether Tab leaves the editor',
          keybindings: [
            IS_MAC
              ? monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM
              : monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
          ],
          run: () =>
            changeSettings((now) => {
              announce(tabHint(!now.leavesByTab));
              return { leavesByTab: !now.leavesByTab };
            }),
        });
        code.addAction({
          id: 'kv.leave',
          label: 'Leave the editor',
          keybindings: [monaco.KeyCode.Escape],
          precondition: NOTHING_TO_CLOSE,
          run: () => code.getContainerDomNode().closest<HTMLElement>('[data-side-pane], [role=dialog]')?.focus(),
        });
        code.onDidChangeModelContent(() => setNumberRoom(lineNumberRoom(code.getModel()?.getLineCount() ?? 1)));
        code.onDidFocusEditorText(() => announceTabHint(code.getOption(monaco.editor.EditorOption.tabFocusMode)));
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
