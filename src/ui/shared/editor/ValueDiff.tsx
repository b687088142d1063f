import { use } from 'react';
import { EditorBoundary } from './EditorBoundary.tsx';
import { loadDiff } from './load-editor.ts';
import type { MonacoDiffProps } from './MonacoDiff.tsx';

/** Compares two texts; loads what it needs for that first. */
export function ValueDiff(props: MonacoDiffProps) {
  return (
    <EditorBoundary>
      <LoadedDiff {...props} />
    </EditorBoundary>
  );
}

function LoadedDiff(props: MonacoDiffProps) {
  const { MonacoDiff } = use(loadDiff());
  return <MonacoDiff {...props} />;
}
