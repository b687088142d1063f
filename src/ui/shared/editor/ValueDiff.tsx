import { use } from 'react';
import { LoadBoundary } from '#ui/shared/load/LoadBoundary.tsx';
import { loadDiff } from './monaco/load-editor.ts';
import type { MonacoDiffProps } from './monaco/MonacoDiff.tsx';

/** Compares two texts; loads the editor first. */
export function ValueDiff(props: MonacoDiffProps) {
  return (
    <LoadBoundary name="the editor" onRetry={loadDiff.forgetFailure}>
      <LoadedDiff {...props} />
    </LoadBoundary>
  );
}

function LoadedDiff(props: MonacoDiffProps) {
  const { MonacoDiff } = use(loadDiff());
  return <MonacoDiff {...props} />;
}
