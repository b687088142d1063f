import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { previewJson } from '#contract/json-text.ts';
import { announce } from '#ui/shared/announce.ts';
import { CopyButton } from '#ui/shared/CopyButton.tsx';
import type { PairIdentity } from '../kv.queries.ts';
import type { Base } from './base.ts';

interface PairActionsProps {
  pairKey: string;
  base: Base;
  isDirty: boolean;
  onDelete: (pair: PairIdentity) => void;
}

/** What can be done with the stored value. */
export function PairActions({ pairKey, base, isDirty, onDelete }: PairActionsProps) {
  const { id, version, valueText } = base;
  if (id === null || valueText === null) return null;
  // Deleting takes the draft with it: that is two things at once.
  const obstacle = isDirty ? 'Save or discard your changes first, then delete.' : undefined;
  return (
    <>
      <CopyButton text={valueText} label={isDirty ? 'Copy saved value' : 'Copy value'} />
      <ActionIcon
        aria-label="Delete"
        data-hint={obstacle ?? 'Delete'}
        data-disabled={isDirty || undefined}
        aria-disabled={isDirty || undefined}
        onClick={() =>
          obstacle === undefined
            ? onDelete({ id, key: pairKey, version, preview: previewJson(valueText) })
            : announce(obstacle)
        }
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}
