import { Link } from '@tanstack/react-router';
import { Toast } from '#ui/shared/page/Toast.tsx';
import classes from '#ui/shared/page/ToastActions.module.css';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { closeToast } from '#ui/shared/toast.ts';
import { visibleKey } from './key-text.ts';

interface RestoredToastProps {
  pairKey: string;
}

export function RestoredToast({ pairKey }: RestoredToastProps) {
  return (
    <Toast>
      <span>
        Restored “<Exact>{visibleKey(pairKey)}</Exact>”
      </span>
      <Link to="/team/kv/$key" params={{ key: pairKey }} className={classes.link} onClick={closeToast}>
        Open it
      </Link>
    </Toast>
  );
}
