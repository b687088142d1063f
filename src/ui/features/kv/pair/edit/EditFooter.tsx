import { ActionIcon } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import type { ValueState } from '#ui/shared/editor/session/value-session.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { BlockedReason } from './BlockedReason.tsx';
import classes from './EditFooter.module.css';
import type { BlockedSave } from './use-blocked-save.ts';
import { ValueSize } from './ValueSize.tsx';

interface EditFooterProps {
  state: ValueState;
  limitBytes: number;
  /** The latest event, for example "Saved version 14". */
  status: string;
  isSaving: boolean;
  saveObstacle: string | undefined;
  blocked: BlockedSave | null;
  onShowChanges: () => void;
  onDiscard: () => void;
  onSave: () => void;
  /** Saves with a note. */
  onNote: () => void;
}

const NOTE_KEYS = IS_MAC ? '⇧⌘S' : 'Ctrl+Shift+S';
const SAVE_KEYS = IS_MAC ? '⌘S' : 'Ctrl+S';

export function EditFooter(props: EditFooterProps) {
  const { state, limitBytes, status, isSaving, saveObstacle, blocked, onShowChanges, onDiscard, onSave, onNote } =
    props;
  const { check, isDirty } = state;
  const nothingToDo = isDirty ? undefined : 'No changes to save.';
  return (
    <footer className={classes.footer}>
      <div className={classes.state}>
        <ValueSize sizeBytes={check.sizeBytes} limitBytes={limitBytes} />
        {isDirty && !isSaving && <span className={classes.dirty}>Unsaved changes</span>}
        <BlockedReason blocked={blocked} obstacle={saveObstacle} />
        {status !== '' && !isSaving && <span className={classes.status}>{status}</span>}
      </div>
      <div className={classes.buttons}>
        <GuardedButton variant="subtle" color="gray" obstacle={nothingToDo} onClick={onShowChanges}>
          Show changes
        </GuardedButton>
        <GuardedButton variant="default" obstacle={nothingToDo} hint="You can undo this." onClick={onDiscard}>
          Discard
        </GuardedButton>
        {isDirty && (
          <ActionIcon
            size={36}
            aria-label="Save with a note"
            data-hint={`Save with a note (${NOTE_KEYS})`}
            aria-disabled={saveObstacle !== undefined || undefined}
            data-disabled={saveObstacle !== undefined || undefined}
            onClick={onNote}
          >
            <IconMessagePlus size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
        <GuardedButton
          obstacle={saveObstacle}
          loading={isSaving}
          rightSection={
            <span className={classes.keys} aria-hidden>
              {SAVE_KEYS}
            </span>
          }
          onClick={onSave}
        >
          Save
        </GuardedButton>
      </div>
    </footer>
  );
}
