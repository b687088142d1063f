import { type ReactNode, useRef, useState } from 'react';
import { NoteDialog } from './NoteDialog.tsx';

interface NoteOptions {
  /** What its button says, for example "Save". */
  verb: string;
  /** Why nothing can be saved now. */
  obstacle: string | undefined;
  /** The last save was refused, and nothing was done about it yet. */
  isRefused: boolean;
  save: (note?: string) => void;
}

interface NoteState {
  save: (note?: string) => void;
  /** Saves with the last note, after a refusal. */
  saveAgain: () => void;
  /** Asks for a note, and saves with it. */
  ask: () => void;
  dialog: ReactNode;
}

/** Saves with a note or without. The note of a refused save is kept. */
export function useNote({ verb, obstacle, isRefused, save }: NoteOptions): NoteState {
  const last = useRef<string>(undefined);
  const [isAsking, setIsAsking] = useState(false);

  function saveWith(note?: string) {
    last.current = note;
    save(note);
  }

  function ask() {
    if (obstacle === undefined) setIsAsking(true);
    // Shows why it cannot be saved.
    else saveWith();
  }

  return {
    save: saveWith,
    saveAgain: () => saveWith(last.current),
    ask,
    dialog: isAsking && (
      <NoteDialog
        verb={verb}
        initialNote={(isRefused && last.current) || ''}
        onSave={(note) => saveWith(note === '' ? undefined : note)}
        onClose={() => setIsAsking(false)}
      />
    ),
  };
}
