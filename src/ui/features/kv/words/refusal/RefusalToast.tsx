import type { ReactNode } from 'react';
import { Toast } from '#ui/shared/page/Toast.tsx';
import { Exact, Sentence } from '#ui/shared/text/Exact.tsx';
import { visibleKey } from '../key-text.ts';
import type { Refusal } from './describe-refusal.ts';

interface RefusalToastProps extends Refusal {
  pairKey: string;
  /** The actions. */
  children?: ReactNode;
}

/** Says why something was not done with a pair, when the place where it was asked for is no longer open. */
export function RefusalToast({ pairKey, title, message, children }: RefusalToastProps) {
  const name = visibleKey(pairKey);
  return (
    <Toast isHeld isWarning>
      <span>
        <strong>
          “<Exact>{name}</Exact>”: {title}.
        </strong>{' '}
        <Sentence text={message} exact={name} />
      </span>
      {children}
    </Toast>
  );
}
