import { useBlocker } from '@tanstack/react-router';
import { LeaveDialog } from './LeaveDialog.tsx';

interface UnsavedGuardProps {
  /** Asked at the moment of leaving. */
  hasUnsaved: () => boolean;
  /** The person said that the text may go. */
  onLeft?: () => void;
}

/** Asks once before unsaved text is left behind, by a link, the Back button, signing out or closing the page. */
export function UnsavedGuard({ hasUnsaved, onLeft }: UnsavedGuardProps) {
  const blocker = useBlocker({
    // Search and sorting are in the address too; the pair stays open while they change.
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
