import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { ValueDiff } from '#ui/shared/editor/ValueDiff.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import classes from './DiffDialog.module.css';
import frame from './EditorFrame.module.css';
import { TallDialog } from './TallDialog.tsx';

interface DiffDialogProps {
  title: string;
  original: string;
  modified: string;
  language: 'json' | 'plaintext';
  originalLabel: string;
  modifiedLabel: string;
  /** Shown when the texts are equal. */
  noDifference?: string;
  /** Buttons beside Close. */
  actions?: ReactNode;
  onClose: () => void;
}

/** Two texts side by side. Render it only while it is open. */
export function DiffDialog({
  title,
  noDifference = 'No differences except white space.',
  actions,
  onClose,
  ...texts
}: DiffDialogProps) {
  return (
    <TallDialog onClose={onClose} title={title} size="min(1200px, calc(100vw - 48px))">
      <ReturnFocus />
      <div className={`${frame.labels} ${classes.labels}`}>
        <span>{texts.originalLabel}</span>
        <span>{texts.modifiedLabel}</span>
      </div>
      <div className={frame.texts}>
        {texts.original === texts.modified ? <p className={frame.notice}>{noDifference}</p> : <ValueDiff {...texts} />}
      </div>
      <Group justify="flex-end" gap="sm" className={classes.actions}>
        {actions}
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </TallDialog>
  );
}
