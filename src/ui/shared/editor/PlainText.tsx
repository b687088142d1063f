import type { CSSProperties } from 'react';
import { holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import { isWrapped, useEditorSettings } from './editor-settings.ts';
import { focusEditorIn } from './focus-editor.ts';
import { countLines, lineNumberRoom } from './line-numbers.ts';
import classes from './PlainText.module.css';
import type { EditMode } from './session/editor-handle.ts';

/** More than any screen shows. */
const MOST_LINES = 120;
const MOST_CHARACTERS = 1_000;

interface PlainTextProps {
  text: string;
  mode: EditMode;
}

/**
 * The first lines of a text, where the editor is going to show them, so that they can be read before it has come. A
 * click waits for the editor, and what is typed meanwhile is kept for it.
 */
export function PlainText({ text, mode }: PlainTextProps) {
  const [settings] = useEditorSettings();
  const lines = text.split(/\r\n|\r|\n/, MOST_LINES);
  const lineHeight = Math.round(settings.fontSize * 1.55);

  return (
    <div
      className={classes.text}
      data-wraps={isWrapped(settings, mode === 'text') || undefined}
      style={
        {
          '--font-size': `${settings.fontSize}px`,
          '--line-height': `${lineHeight}px`,
          '--number-room': `${lineNumberRoom(countLines(text))}ch`,
        } as CSSProperties
      }
      onPointerDown={({ currentTarget }) => {
        const place = currentTarget.closest('[data-value-editor]');
        if (place) holdTyping({ findFocused: () => focusEditorIn(place), isComing: () => place.isConnected });
      }}
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity, and none moves.
        <div key={index} className={classes.line}>
          <span className={classes.number} aria-hidden>
            {index + 1}
          </span>
          <span className={classes.words}>{line.slice(0, MOST_CHARACTERS)}</span>
        </div>
      ))}
    </div>
  );
}
