import { Link } from '@tanstack/react-router';
import classes from '#ui/shared/page/ToastActions.module.css';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { closeToast } from '#ui/shared/toast.ts';
import { visibleKey } from '../words/key-text.ts';
import { RestoredToast } from '../words/RestoredToast.tsx';
import { describeRestoreRefusal } from '../words/refusal/describe-restore-refusal.ts';
import { UndoToast } from './UndoToast.tsx';

interface DeletedToastProps {
  id: string;
  pairKey: string;
  /** The version that was deleted; the deletion itself is the one after it. */
  version: number;
}

/** Says that a pair was deleted, and offers to restore exactly that pair. */
export function DeletedToast({ id, pairKey, version }: DeletedToastProps) {
  return (
    <UndoToast
      id={id}
      pairKey={pairKey}
      version={version}
      spoken={`Deleted ${pairKey}.`}
      describeRefusal={(error) => describeRestoreRefusal(error, pairKey)}
      wayOut={
        <Link to="/team/kv" search={{ deleted: '1' }} className={classes.link} onClick={closeToast}>
          Recently deleted
        </Link>
      }
      toDone={() => [<RestoredToast key={id} pairKey={pairKey} />, `Restored ${pairKey}`]}
    >
      Deleted “<Exact>{visibleKey(pairKey)}</Exact>”
    </UndoToast>
  );
}
