import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconTextDecrease, IconTextIncrease, IconTextWrap } from '@tabler/icons-react';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import classes from './EditorToolbar.module.css';
import { clampFontSize, isWrapped, useEditorSettings } from './editor-settings.ts';
import { useValueState } from './session/use-value-state.ts';
import type { ValueSession } from './session/value-session.ts';

const FONT_SIZES = [
  { label: 'Smaller text', step: -1, Icon: IconTextDecrease },
  { label: 'Larger text', step: 1, Icon: IconTextIncrease },
];

interface EditorToolbarProps {
  session: ValueSession;
}

export function EditorToolbar({ session }: EditorToolbarProps) {
  const { mode } = useValueState(session);
  const [settings, changeSettings] = useEditorSettings();
  const { fontSize } = settings;
  const isText = mode === 'text';
  const wordWrap = isWrapped(settings, isText);
  const textObstacle = session.findModeObstacle('text');

  function changeMode(chosen: string) {
    const stringsOpenAs = chosen === 'text' ? 'text' : 'json';
    changeSettings(() => ({ stringsOpenAs }));
    session.setMode(stringsOpenAs);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div className={classes.bar} role="group" aria-label="Editor">
      {session.offersText() && (
        <SegmentedControl
          aria-label="Edit as"
          data-hint={textObstacle}
          value={mode}
          onChange={changeMode}
          data={[
            { value: 'json', label: 'JSON' },
            { value: 'text', label: 'Text', disabled: textObstacle !== undefined },
          ]}
        />
      )}
      {mode === 'json' && (
        <>
          <GuardedButton
            size="xs"
            variant="subtle"
            color="gray"
            obstacle={session.findLayoutObstacle('format')}
            hint="Indent. White space only."
            onClick={() => session.format()}
          >
            Format
          </GuardedButton>
          <GuardedButton
            size="xs"
            variant="subtle"
            color="gray"
            obstacle={session.findLayoutObstacle('minify')}
            hint="Put on one line. White space only."
            onClick={() => session.minify()}
          >
            Minify
          </GuardedButton>
        </>
      )}
      <span className={classes.space} />
      <ActionIcon
        aria-label="Word wrap"
        aria-pressed={wordWrap}
        data-hint={wordWrap ? 'Word wrap is on' : 'Word wrap is off'}
        variant={wordWrap ? 'light' : 'subtle'}
        color={wordWrap ? 'accent' : 'gray'}
        onClick={() => changeSettings(() => (isText ? { textWordWrap: !wordWrap } : { wordWrap: !wordWrap }))}
      >
        <IconTextWrap size={16} aria-hidden />
      </ActionIcon>
      {FONT_SIZES.map(({ label, step, Icon }) => (
        <ActionIcon
          key={label}
          aria-label={label}
          data-hint={`${label} (now ${fontSize} px)`}
          onClick={() => changeSettings((now) => ({ fontSize: clampFontSize(now.fontSize + step) }))}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  );
}
