import { Button } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import classes from './EditButtons.module.css';
import { NoteButton } from './NoteButton.tsx';

export interface EditButtonsProps {
  isSaving: boolean;
  saveObstacle: string | undefined;
  onShowChanges: () => void;
  onDiscard: () => void;
  onSave: () => void;
  /** Saves with a note. */
  onNote: () => void;
}

const SAVE_KEYS = IS_MAC ? '⌘S' : 'Ctrl+S';

/** What can be done with unsaved changes. When they are saved, the pair gets the focus that one of the buttons had. */
export function EditButtons({ isSaving, saveObstacle, onShowChanges, onDiscard, onSave, onNote }: EditButtonsProps) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const buttons = root.current;
    const pane = buttons?.closest<HTMLElement>('[data-side-pane]');
    // Called while the buttons are still in the document.
    return () => {
      if (buttons?.contains(document.activeElement)) pane?.focus();
    };
  }, []);

  return (
    <div ref={root} className={classes.buttons}>
      <Button variant="subtle" color="gray" onClick={onShowChanges}>
        Show changes
      </Button>
      <Button variant="default" data-hint="You can undo this." onClick={onDiscard}>
        Discard
      </Button>
      <NoteButton obstacle={saveObstacle} onClick={onNote} />
      <GuardedButton obstacle={saveObstacle} loading={isSaving} keys={SAVE_KEYS} onClick={onSave}>
        Save
      </GuardedButton>
    </div>
  );
}
