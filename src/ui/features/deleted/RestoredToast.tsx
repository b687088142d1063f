import { Link } from '@tanstack/react-router';
import { Toast } from '#ui/shared/Toast.tsx';
import { closeToast } from '#ui/shared/toast.ts';
import classes from '../../shared/page/ToastActions.module.css';
import { visibleKey } from '../kv/words/key-text.ts';

interface RestoredToastProps {
  pairKey: string;
}

export function RestoredToast({ pairKey }: RestoredToastProps) {
  return (
    <Toast>
      <span>Restored “{visibleKey(pairKey)}”</span>
      <Link to="/team/kv/$key" params={{ key: pairKey }} className={classes.link} onClick={closeToast}>
        Open it
      </Link>
    </Toast>
  );
}
