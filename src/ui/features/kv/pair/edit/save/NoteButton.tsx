import { ActionIcon } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';

interface NoteButtonProps {
  /** Why it cannot be done now. */
  obstacle: string | undefined;
  onClick: () => void;
}

const KEYS = IS_MAC ? '⇧⌘S' : 'Ctrl+Shift+S';

export function NoteButton({ obstacle, onClick }: NoteButtonProps) {
  const isDisabled = obstacle !== undefined || undefined;
  return (
    <ActionIcon
      size={36}
      aria-label="Add a note"
      data-hint={`Add a note (${KEYS})`}
      aria-disabled={isDisabled}
      data-disabled={isDisabled}
      onClick={onClick}
    >
      <IconMessagePlus size={18} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
