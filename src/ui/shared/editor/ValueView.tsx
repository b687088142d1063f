import { use } from 'react';
import { formatJson } from '#json/format.ts';
import { LoadBoundary } from '#ui/shared/load/LoadBoundary.tsx';
import { loadView } from './monaco/load-editor.ts';
import type { MonacoViewProps } from './monaco/MonacoView.tsx';

interface ValueViewProps {
  /** JSON text as it is stored. */
  valueText: string;
  /** Accessible name. */
  label: string;
}

/** A stored value, read-only; loads the editor first. */
export function ValueView({ valueText, label }: ValueViewProps) {
  return (
    <LoadBoundary name="the editor" onRetry={loadView.forgetFailure}>
      <LoadedView text={formatJson(valueText)} language="json" label={label} />
    </LoadBoundary>
  );
}

function LoadedView(props: MonacoViewProps) {
  const { MonacoView } = use(loadView());
  return <MonacoView {...props} />;
}
