import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { Toast } from '#ui/shared/page/Toast.tsx';
import { closeToast } from '#ui/shared/toast.ts';

interface ClosedToastProps {
  /** Of the request. */
  name: string;
  onUndo: () => void;
}

/** Says that a request was closed, and brings it back if that was a mistake. */
export function ClosedToast({ name, onUndo }: ClosedToastProps) {
  useEffect(() => announce(`Closed ${name}. You can undo this.`), [name]);

  return (
    <Toast>
      <span>
        Closed <span translate="no">{name}</span>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          closeToast();
          onUndo();
        }}
      >
        Undo
      </Button>
    </Toast>
  );
}
