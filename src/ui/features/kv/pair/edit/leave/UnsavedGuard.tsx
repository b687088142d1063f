import { useBlocker } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { LeaveDialog } from './LeaveDialog.tsx';

/** How the text can be saved on the way out. */
interface LeaveSave {
  readonly obstacle: string | undefined;
  readonly isSaving: boolean;
  /** It was saved, so nothing holds the person back. */
  readonly isDone: boolean;
  /** The save was refused or asks something, so the person stays. */
  readonly isStopped: boolean;
  readonly onSave: () => void;
}

interface UnsavedGuardProps {
  hasUnsaved: () => boolean;
  save?: LeaveSave;
  /** Resolves to whether the draft is stored. */
  onKeepDraft: () => Promise<boolean>;
  /** Called before the person leaves; resolves once the text may go. */
  onDiscard: () => Promise<unknown>;
  onLeft?: () => void;
}

/** Asks before unsaved text is left by a link, the Back button, signing out or closing the page. */
export function UnsavedGuard({ hasUnsaved, save, onKeepDraft, onDiscard, onLeft }: UnsavedGuardProps) {
  const blocker = useBlocker({
    // The search and the sort order are in the address too; the pair stays open while they change.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && hasUnsaved(),
    enableBeforeUnload: hasUnsaved,
    withResolver: true,
  });
  const [isLeaving, setIsLeaving] = useState(false);
  const { status, proceed, reset } = blocker;
  const isBlocked = status === 'blocked';
  const { isSaving = false, isDone = false, isStopped = false } = save ?? {};

  useEffect(() => {
    if (!isBlocked || !isLeaving || isSaving) return;
    if (isDone) proceed();
    else if (isStopped) reset();
    else return;
    setIsLeaving(false);
  }, [isBlocked, isLeaving, isSaving, isDone, isStopped, proceed, reset]);

  if (!isBlocked) return null;
  function leave() {
    proceed?.();
    onLeft?.();
  }
  return (
    <LeaveDialog
      save={
        save && {
          ...save,
          isSaving: isLeaving,
          onSave: () => {
            setIsLeaving(true);
            save.onSave();
          },
        }
      }
      // Without a stored draft the text would be lost, so the person stays.
      onKeepDraft={() => void onKeepDraft().then((isKept) => (isKept ? leave() : reset()))}
      onDiscard={() => void onDiscard().then(leave)}
      onStay={() => {
        setIsLeaving(false);
        reset();
      }}
    />
  );
}
