import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type KeyboardEvent, type SyntheticEvent, useState } from 'react';
import { MAX_NOTE_CHARACTERS } from '#contract/limits.ts';
import { isSaveKey } from '#ui/shared/keys/key-name.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';

interface NoteDialogProps {
  /** The button that saves. */
  verb: string;
  /** What was entered for a save that has failed since. */
  initialNote: string;
  onSave: (note: string) => void;
  onClose: () => void;
}

/** Asks why a value is saved. Render it only while it is open. */
export function NoteDialog({ verb, initialNote, onSave, onClose }: NoteDialogProps) {
  const [note, setNote] = useState(initialNote);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    onClose();
    onSave(note.trim());
  }

  function onKeyDown(event: KeyboardEvent) {
    // Or they would count in the dialog below it too.
    event.stopPropagation();
    if (isSaveKey(event)) submit(event);
  }

  return (
    <Modal opened onClose={onClose} title={`${verb} with a note`} size={440} onKeyDown={onKeyDown}>
      <ReturnFocus />
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label="Why?"
            description="Shown in History and Activity."
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={MAX_NOTE_CHARACTERS}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">{verb}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
