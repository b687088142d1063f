import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { Toast } from '#ui/shared/page/Toast.tsx';
import { closeToast } from '#ui/shared/toast.ts';
import { draftStore } from './draft-store.ts';

interface DiscardedToastProps {
  /** The discarded text, which is stored as a draft until this has gone. */
  draftId: string;
  onUndo: () => void;
}

/** Says that unsaved text was discarded, and brings it back if that was a mistake. */
export function DiscardedToast({ draftId, onUndo }: DiscardedToastProps) {
  const isShown = useRef(false);
  const isUndone = useRef(false);

  useEffect(() => {
    isShown.current = true;
    announce('Discarded. You can undo this.');
    return () => {
      isShown.current = false;
      // React may run an effect twice; only the end of the toast removes the text.
      queueMicrotask(() => {
        if (!isShown.current && !isUndone.current) void draftStore.remove(draftId);
      });
    };
  }, [draftId]);

  return (
    <Toast>
      <span>Discarded</span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          isUndone.current = true;
          closeToast();
          onUndo();
        }}
      >
        Undo
      </Button>
    </Toast>
  );
}
