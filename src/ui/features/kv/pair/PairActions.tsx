import { ActionIcon, Menu } from '@mantine/core';
import { IconCopyPlus, IconCursorText, IconDots, IconTimeline, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { previewJson } from '#json/text.ts';
import { announce } from '#ui/shared/announce.ts';
import { CopyButton } from '#ui/shared/CopyButton.tsx';
import type { Base } from '../data/base.ts';
import type { PairIdentity } from '../data/kv.queries.ts';

interface PairActionsProps {
  pairKey: string;
  base: Base;
  isDirty: boolean;
  isSaving: boolean;
  onDelete: (pair: PairIdentity) => void;
  onRename: (pair: PairIdentity) => void;
  onDuplicate: (key: string, valueText: string) => void;
}

/** What can be done with the stored value. */
export function PairActions(props: PairActionsProps) {
  const { pairKey, base, isDirty, isSaving, onDelete, onRename, onDuplicate } = props;
  const { id, version, valueText } = base;
  if (id === null || valueText === null) return null;
  // Deleting takes the draft with it: that is two things at once.
  const obstacle = isDirty ? 'Save or discard your changes first, then delete.' : undefined;
  const toIdentity = () => ({ id, key: pairKey, version, preview: previewJson(valueText) });
  return (
    <>
      <CopyButton text={valueText} label={isDirty ? 'Copy saved value' : 'Copy value'} />
      <ActionIcon
        aria-label="Delete"
        data-hint={obstacle ?? 'Delete'}
        data-disabled={isDirty || undefined}
        aria-disabled={isDirty || undefined}
        onClick={() => (obstacle === undefined ? onDelete(toIdentity()) : announce(obstacle))}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end" width={208}>
        <Menu.Target>
          <ActionIcon aria-label="More actions">
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            // A save under the former key is on its way: where it ends has to be known first.
            disabled={isSaving}
            leftSection={<IconCursorText size={16} stroke={1.6} aria-hidden />}
            onClick={() => onRename(toIdentity())}
          >
            Rename
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopyPlus size={16} stroke={1.6} aria-hidden />}
            onClick={() => onDuplicate(pairKey, valueText)}
          >
            {isDirty ? 'Duplicate saved value' : 'Duplicate'}
          </Menu.Item>
          <Menu.Item
            renderRoot={(props) => <Link to="/team/activity" search={{ key: pairKey }} {...props} />}
            leftSection={<IconTimeline size={16} stroke={1.6} aria-hidden />}
          >
            Activity of this key
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
