import { Button, Group } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { ValueDiff } from '#ui/shared/editor/ValueDiff.tsx';
import { isSaveKey } from '#ui/shared/keys/key-name.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import classes from './DiffDialog.module.css';
import frame from './EditorFrame.module.css';
import { fitHeight } from './fit-height.ts';
import { TallDialog } from './TallDialog.tsx';

interface DiffDialogProps {
  title: string;
  original: string;
  modified: string;
  language: 'json' | 'plaintext';
  originalLabel: string;
  modifiedLabel: string;
  /** What is known about the texts, above them. */
  facts?: ReactNode;
  /** Takes the place of the label above the original. */
  originalHead?: ReactNode;
  /** Shown when the texts are equal. */
  noDifference?: string;
  /** Shown in place of the texts. */
  notice?: ReactNode;
  /** Buttons beside Close. */
  actions?: ReactNode;
  /** The button at the end. */
  primary?: ReactNode;
  /** Ctrl+S or Ctrl+Enter was pressed. */
  onSave?: () => void;
  onClose: () => void;
}

/** Two texts side by side. Render it only while it is open. */
export function DiffDialog({
  title,
  facts,
  originalHead,
  noDifference = 'No differences except white space.',
  notice,
  actions,
  primary,
  onSave,
  onClose,
  ...texts
}: DiffDialogProps) {
  function saveByKeys(event: KeyboardEvent) {
    if (onSave === undefined || !isSaveKey(event)) return;
    event.preventDefault();
    onSave();
  }

  return (
    <TallDialog onClose={onClose} title={title} size="min(1200px, calc(100vw - 48px))" onKeyDown={saveByKeys}>
      <ReturnFocus />
      {facts && <div className={classes.facts}>{facts}</div>}
      <div className={`${frame.labels} ${classes.labels}`}>
        <div>{originalHead || texts.originalLabel}</div>
        <div>{texts.modifiedLabel}</div>
      </div>
      <div className={frame.texts} style={{ height: fitHeight([texts.original, texts.modified]) }}>
        {notice ?? (texts.original === texts.modified ? <p>{noDifference}</p> : <ValueDiff {...texts} />)}
      </div>
      <Group justify="flex-end" gap="sm" className={classes.actions}>
        {actions}
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
        {primary}
      </Group>
    </TallDialog>
  );
}
