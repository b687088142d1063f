import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { findKeyProblem } from '#contract/limits.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { announce } from '#ui/shared/announce.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { focusEditorIn } from '#ui/shared/editor/focus-editor.ts';
import { useValueState } from '#ui/shared/editor/session/use-value-state.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { ValueEditor } from '#ui/shared/editor/ValueEditor.tsx';
import { ValueNotes } from '#ui/shared/editor/ValueNotes.tsx';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { isSaveKey } from '#ui/shared/keys/key-name.ts';
import { holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { ExistingKeyNotice } from '../key/ExistingKeyNotice.tsx';
import { KeyField } from '../key/KeyField.tsx';
import { useExistingPair } from '../key/use-existing-pair.ts';
import { BlockedReason } from '../pair/edit/save/BlockedReason.tsx';
import { NoteButton } from '../pair/edit/save/NoteButton.tsx';
import { findValueObstacle } from '../pair/edit/save/save-obstacle.ts';
import { useNote } from '../pair/edit/save/use-note.tsx';
import { ValueSize } from '../pair/edit/save/ValueSize.tsx';
import { describeSaveRefusal } from '../words/refusal/describe-save-refusal.ts';
import classes from './NewPairForm.module.css';
import { usePairCreation } from './use-pair-creation.ts';

interface NewPairFormProps {
  session: ValueSession;
  /** An offer to start with another text; shown once the editor is loaded. */
  offer: ReactNode;
  pairKey: string;
  onKeyChange: (key: string) => void;
  onCancel: () => void;
  onCreated: (created: OpenPair) => void;
  onOpen: (key: string) => void;
}

const SAVE_KEYS = IS_MAC ? '⌘↵' : 'Ctrl+Enter';

export function NewPairForm({ session, offer, pairKey, onKeyChange, onCancel, onCreated, onOpen }: NewPairFormProps) {
  const state = useValueState(session);
  const form = useRef<HTMLDivElement>(null);
  const existing = useExistingPair(pairKey);
  const creation = usePairCreation({ session, onCreated });
  /** Identifies the version that may be replaced; another one must be seen first. */
  const [replaced, setReplaced] = useState<string | null>(null);

  const keyProblem = findKeyProblem(pairKey);
  const identity = existing ? `${existing.id} ${existing.version}` : null;
  const isReplacing = existing !== undefined && replaced === identity;
  const isTaken = existing !== undefined && !isReplacing && creation.undecidedKey !== pairKey;
  const keyObstacle =
    keyProblem ?? (isTaken ? 'This key already exists. Open its pair, or choose to replace its value.' : undefined);
  const obstacle = (creation.isSaving ? 'Saving…' : keyObstacle) ?? findValueObstacle(state, creation.limitBytes);
  const { refusal } = creation;
  const verb = isReplacing ? 'Replace value' : 'Create pair';
  const isConflict = refusal?.error.code === 'VERSION_CONFLICT';

  /** From the key to the value, which may still be loading. */
  function toValue() {
    if (keyProblem !== undefined) announce(keyProblem);
    else holdTyping({ findFocused: () => focusEditorIn(form.current), isComing: () => form.current !== null });
  }

  const note = useNote({
    verb,
    obstacle,
    isRefused: refusal !== null,
    save(given) {
      // The value is looked at again there, as it is by then.
      if (keyObstacle === undefined) return void creation.save(pairKey, isReplacing ? existing.version : 0, given);
      creation.block(keyObstacle);
      form.current?.querySelector('input')?.focus();
    },
  });
  const save = () => note.save();

  function saveByKeys(event: KeyboardEvent) {
    // Ctrl+S saves elsewhere too, and would otherwise save the page.
    if (!isSaveKey(event)) return;
    event.preventDefault();
    if (event.shiftKey) note.ask();
    else save();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles the keys of everything inside.
    <div ref={form} className={classes.form} onKeyDown={saveByKeys}>
      {state.isReady && offer}
      <KeyField label="Key" value={pairKey} onChange={onKeyChange} onEnter={toValue} />
      {existing && (
        <ExistingKeyNotice
          pair={existing}
          isReplacing={isReplacing}
          onReplacingChange={(isChosen) => setReplaced(isChosen ? identity : null)}
          onOpen={() => onOpen(pairKey)}
        />
      )}
      {refusal && (
        <RefusalAlert
          key={refusal.id}
          {...(isConflict
            ? {
                title: 'Not saved: someone else saved first',
                message: 'Someone else saved this key first. Nothing was overwritten. Your text is safe here.',
              }
            : describeSaveRefusal(refusal.error))}
          onHide={creation.hideRefusal}
        />
      )}
      <div className={classes.editor}>
        <ValueEditor session={session} label="Value" />
      </div>
      <div className={classes.footer}>
        <ValueNotes session={session} onSave={save}>
          <ValueSize sizeBytes={state.check.isBlank ? 0 : state.check.sizeBytes} limitBytes={creation.limitBytes} />
          <BlockedReason blocked={creation.blocked} obstacle={obstacle} />
        </ValueNotes>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <NoteButton obstacle={obstacle} onClick={note.ask} />
          <GuardedButton obstacle={obstacle} loading={creation.isSaving} keys={SAVE_KEYS} onClick={save}>
            {verb}
          </GuardedButton>
        </div>
      </div>
      {note.dialog}
    </div>
  );
}
