import { type ComponentType, use } from 'react';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { LoadBoundary } from './LoadBoundary.tsx';
import { loadOnce } from './load-once.ts';

/**
 * A dialog that is loaded when it is first opened; render it only while it is open. The caller holds typed text until it
 * has the focus: see typed-ahead.ts. When it closes, the focus returns to where it was.
 */
export function lazyDialog<Props extends { readonly onClose: () => void }>(
  /** Its name within a sentence. */
  name: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const loader = loadOnce(load);

  function Loaded(props: Props) {
    const Dialog = use(loader());
    return <Dialog {...props} />;
  }

  return function LazyDialog(props: Props) {
    return (
      <>
        <ReturnFocus />
        <LoadBoundary name={name} onRetry={loader.forgetFailure} onClose={props.onClose}>
          <Loaded {...props} />
        </LoadBoundary>
      </>
    );
  };
}
