import { useLiveChanges } from './use-live-changes.ts';

interface LiveChangesProps {
  isSignedIn: boolean;
}

/** `useLiveChanges` as a component, so that it can come later than the page. */
export function LiveChanges({ isSignedIn }: LiveChangesProps) {
  useLiveChanges(isSignedIn);
  return null;
}
