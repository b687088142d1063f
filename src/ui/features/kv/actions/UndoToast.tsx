import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { KvError } from '#contract/errors.ts';
import { announce } from '#ui/shared/announce.ts';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { isTaken } from '#ui/shared/keys/keyboard.ts';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import { Toast } from '#ui/shared/page/Toast.tsx';
import classes from '#ui/shared/page/ToastActions.module.css';
import { showToast } from '#ui/shared/toast.ts';
import { kvMutations } from '../data/kv.mutations.ts';
import type { WriteAnswer } from '../data/pair-cache.ts';
import { useWrite } from '../data/use-write.ts';
import type { Refusal } from '../words/refusal/describe-refusal.ts';
import { RefusalToast } from '../words/refusal/RefusalToast.tsx';

interface UndoToastProps {
  id: string;
  pairKey: string;
  /** The version to restore: the one before the version that is undone. */
  version: number;
  /** What was done, for screen readers. */
  spoken: string;
  /** What was done. */
  children: ReactNode;
  describeRefusal: (error: KvError) => Refusal;
  /** Where to go when it cannot be undone. */
  wayOut?: ReactNode;
  /** A toast, and the same for screen readers. */
  toDone: (restored: WriteAnswer) => readonly [toast: ReactNode, spoken: string];
}

const KEYS = IS_MAC ? '⌘Z' : 'Ctrl+Z';

/** Says what was done with a pair, and offers to restore exactly the version from before it. */
export function UndoToast(props: UndoToastProps) {
  const { id, pairKey, version, spoken, children, describeRefusal, wayOut, toDone } = props;
  const { mutate, error, isPending } = useWrite({
    ...kvMutations.restore(),
    onError: (failure) => {
      const { title, message } = describeRefusal(failure);
      announce(`${title}. ${message}`);
    },
  });

  useEffect(() => announce(`${spoken} Press ${KEYS} to undo.`), [spoken]);

  function undo() {
    if (isPending) return;
    mutate(
      { id, key: pairKey, version, expectedVersion: version + 1 },
      {
        onSuccess: (restored) => {
          const [toast, told] = toDone(restored);
          announce(told);
          showToast(toast);
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
    const { title, message } = describeRefusal(error);
    return (
      <RefusalToast pairKey={pairKey} title={title} message={message}>
        <Button size="compact-sm" variant="default" onClick={undo}>
          Try again
        </Button>
        {wayOut}
      </RefusalToast>
    );
  }
  return (
    <Toast isHeld={isPending}>
      <span>{children}</span>
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
