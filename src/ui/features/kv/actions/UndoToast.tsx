import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { isTaken } from '#ui/shared/keys/keyboard.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import { Toast } from '#ui/shared/page/Toast.tsx';
import classes from '#ui/shared/page/ToastActions.module.css';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { closeToast, showToast } from '#ui/shared/toast.ts';
import { kvMutations } from '../data/kv.mutations.ts';
import { useWrite } from '../data/use-write.ts';
import { visibleKey } from '../words/key-text.ts';
import { RestoredToast } from '../words/RestoredToast.tsx';
import { describeRestoreRefusal } from '../words/refusal/describe-restore-refusal.ts';
import { RefusalToast } from '../words/refusal/RefusalToast.tsx';

interface UndoToastProps {
  id: string;
  pairKey: string;
  /** The version that was deleted. */
  version: number;
}

const KEYS = IS_MAC ? '⌘Z' : 'Ctrl+Z';

/** Says that a pair was deleted, and offers to restore exactly that pair. */
export function UndoToast({ id, pairKey, version }: UndoToastProps) {
  const name = visibleKey(pairKey);
  const { mutate, error, isPending } = useWrite({
    ...kvMutations.restore(),
    onError: (failure) => {
      const { title, message } = describeRestoreRefusal(failure, pairKey);
      announce(`${title}. ${message}`);
    },
  });

  useEffect(() => announce(`Deleted ${pairKey}. Press ${KEYS} to undo.`), [pairKey]);

  function undo() {
    if (isPending) return;
    // The deletion itself is the version after the one to restore.
    mutate(
      { id, key: pairKey, version, expectedVersion: version + 1 },
      {
        onSuccess: () => {
          announce(`Restored ${pairKey}`);
          showToast(<RestoredToast pairKey={pairKey} />);
        },
      },
    );
  }

  usePageKeys({
    // In a field it undoes typing.
    'Mod+z': (event) => {
      if (isTaken(event.target)) return false;
      undo();
      return true;
    },
  });

  if (error && !isPending) {
    const { title, message } = describeRestoreRefusal(error, pairKey);
    return (
      <RefusalToast pairKey={pairKey} title={title} message={message}>
        <Button size="compact-sm" variant="default" onClick={undo}>
          Try again
        </Button>
        <Link to="/team/kv" search={{ deleted: '1' }} className={classes.link} onClick={closeToast}>
          Recently deleted
        </Link>
      </RefusalToast>
    );
  }
  return (
    <Toast isHeld={isPending}>
      <span>
        Deleted “<Exact>{name}</Exact>”
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        rightSection={
          <span className={classes.keys} aria-hidden>
            {KEYS}
          </span>
        }
        onClick={undo}
      >
        Undo
      </Button>
    </Toast>
  );
}
