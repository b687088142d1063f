import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleX, IconLetterCase } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount } from '#ui/shared/text/format.ts';
import { useEditorSettings } from './editor-settings.ts';
import { useValueState } from './session/use-value-state.ts';
import type { ValueSession } from './session/value-session.ts';
import { tabHint } from './tab-hint.ts';
import classes from './ValueNotes.module.css';

interface ValueNotesProps {
  session: ValueSession;
  /** Saves the draft. */
  onSave: () => void;
  /** What else there is to say about the draft. */
  children?: ReactNode;
}

/** Whether the draft is valid JSON, its problems and oddities, and, while the editor has the focus, what Tab does. */
export function ValueNotes({ session, onSave, children }: ValueNotesProps) {
  const [{ leavesByTab }] = useEditorSettings();
  const { mode, check, isChecking } = useValueState(session);
  const { problem, repeated, repeatedCount, isBlank } = check;
  const more = repeatedCount - repeated.length;

  return (
    <div className={classes.notes}>
      <div className={classes.line}>
        {isChecking && <span className={classes.quiet}>Checking…</span>}
        {!isChecking && mode === 'text' && <span className={classes.quiet}>Saved as a string</span>}
        {!isChecking && mode === 'json' && !problem && (
          <span className={classes.valid}>
            <IconCheck size={14} aria-hidden /> Valid JSON
          </span>
        )}
        {!isChecking && problem && isBlank && <span className={classes.quiet}>{problem.message}</span>}
        {!isChecking && problem && !isBlank && (
          <UnstyledButton className={classes.problem} onClick={() => session.goTo(problem.spot.offset)}>
            <IconCircleX size={14} aria-hidden />
            <span>
              Line {formatCount(problem.spot.line)}, column {formatCount(problem.spot.column)}: {problem.message}
            </span>
          </UnstyledButton>
        )}
        {!isChecking && session.isProbablyText() && (
          <UnstyledButton
            className={classes.action}
            onClick={() => {
              session.becomeText();
              session.focus();
              onSave();
            }}
          >
            <IconLetterCase size={14} aria-hidden />
            <span>Save as text</span>
          </UnstyledButton>
        )}
        {repeated.map(({ name, firstLine, spot }) => (
          <UnstyledButton key={spot.offset} className={classes.warning} onClick={() => session.goTo(spot.offset)}>
            <IconAlertTriangle size={14} aria-hidden />
            <span>
              <span translate="no" className={classes.name}>
                “{name}”
              </span>{' '}
              appears twice (lines {formatCount(firstLine)} and {formatCount(spot.line)}). Most programs keep only the
              last one.
            </span>
          </UnstyledButton>
        ))}
        {more > 0 && <span className={classes.quiet}>… and {formatCount(more)} more repeated names.</span>}
        {!isChecking && mode === 'json' && check.hasReadableEscapes && (
          <UnstyledButton className={classes.action} onClick={() => session.showEscapedCharacters()}>
            <IconLetterCase size={14} aria-hidden />
            <span>Show \u escapes as characters</span>
          </UnstyledButton>
        )}
      </div>
      <div className={classes.line}>
        {children}
        <span className={classes.hint}>{tabHint(leavesByTab)}</span>
      </div>
    </div>
  );
}
