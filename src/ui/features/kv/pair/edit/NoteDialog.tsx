import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { MAX_NOTE_CHARACTERS } from '#contract/limits.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';

interface NoteDialogProps {
  /** What was entered for a save that has failed since. */
  initialNote: string;
  onSave: (note: string) => void;
  onClose: () => void;
}

/** Asks why a value is saved. Render it only while it is open. */
export function NoteDialog({ initialNote, onSave, onClose }: NoteDialogProps) {
  const [note, setNote] = useState(initialNote);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onClose();
    onSave(note.trim());
  }

  return (
    <Modal opened onClose={onClose} title="Save with a note" size={440}>
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
            <Button type="submit">Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
