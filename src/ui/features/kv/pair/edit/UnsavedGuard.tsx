import { useBlocker } from '@tanstack/react-router';
import { LeaveDialog } from './LeaveDialog.tsx';

interface UnsavedGuardProps {
  /** Called when the person leaves. */
  hasUnsaved: () => boolean;
  /** The person chose to discard the text. */
  onLeft?: () => void;
}

/** Asks before unsaved text is left by a link, the Back button, signing out or closing the page. */
export function UnsavedGuard({ hasUnsaved, onLeft }: UnsavedGuardProps) {
  const blocker = useBlocker({
    // The search and the sort order are in the address too; the pair stays open while they change.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && hasUnsaved(),
    enableBeforeUnload: hasUnsaved,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <LeaveDialog
      onStay={blocker.reset}
      onLeave={() => {
        blocker.proceed();
        onLeft?.();
      }}
    />
  );
}
