import { Button, Group, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { ValueDiff } from '#ui/shared/editor/ValueDiff.tsx';
import { ReturnFocus } from '#ui/shared/ReturnFocus.tsx';
import classes from './DiffDialog.module.css';
import frame from './TallDialog.module.css';

interface DiffDialogProps {
  title: string;
  original: string;
  modified: string;
  language: 'json' | 'plaintext';
  originalLabel: string;
  modifiedLabel: string;
  /** Said when there is none. */
  noDifference?: string;
  /** What can be done about the difference. */
  actions?: ReactNode;
  onClose: () => void;
}

/** Two texts side by side. Render it only while it is open. */
export function DiffDialog({
  title,
  noDifference = 'No difference but white space.',
  actions,
  onClose,
  ...texts
}: DiffDialogProps) {
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="min(1200px, calc(100vw - 48px))"
      fullScreen={isPhone}
      classNames={{ content: frame.content, body: frame.body }}
    >
      <ReturnFocus />
      <div className={classes.labels}>
        <span>{texts.originalLabel}</span>
        <span>{texts.modifiedLabel}</span>
      </div>
      <div className={classes.diff}>
        {texts.original === texts.modified ? <p className={classes.same}>{noDifference}</p> : <ValueDiff {...texts} />}
      </div>
      <Group justify="flex-end" gap="sm" className={classes.actions}>
        {actions}
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Modal>
  );
}
