import type { ValueSession, ValueState } from '#ui/shared/editor/session/value-session.ts';
import { ValueNotes } from '#ui/shared/editor/ValueNotes.tsx';
import classes from './EditFooter.module.css';
import { BlockedReason } from './save/BlockedReason.tsx';
import { EditButtons, type EditButtonsProps } from './save/EditButtons.tsx';
import type { BlockedSave } from './save/use-blocked-save.ts';
import { ValueSize } from './save/ValueSize.tsx';

interface EditFooterProps extends EditButtonsProps {
  session: ValueSession;
  state: ValueState;
  limitBytes: number;
  /** The latest event, for example "Saved version 14". */
  status: string;
  blocked: BlockedSave | null;
}

/** What there is to say about the draft, and its buttons while there is something to save. */
export function EditFooter({ session, state, limitBytes, status, blocked, ...buttons }: EditFooterProps) {
  const { isSaving, saveObstacle, onSave } = buttons;
  return (
    <footer className={classes.footer}>
      <ValueNotes session={session} onSave={onSave}>
        <ValueSize sizeBytes={state.check.sizeBytes} limitBytes={limitBytes} />
        <BlockedReason blocked={blocked} obstacle={saveObstacle} />
        {status !== '' && !isSaving && <span className={classes.status}>{status}</span>}
      </ValueNotes>
      {(state.isDirty || isSaving) && <EditButtons {...buttons} />}
    </footer>
  );
}
