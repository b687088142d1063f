import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { KeyTitle } from './KeyTitle.tsx';
import classes from './PairHeader.module.css';

interface PairHeaderProps {
  pairKey: string;
  onClose: () => void;
  /** Buttons for the open pair. */
  actions?: ReactNode;
  /** Facts about the value, beside the tabs. */
  children?: ReactNode;
  /** The tabs of the pair. */
  tabs?: ReactNode;
}

export function PairHeader({ pairKey, onClose, actions, children, tabs }: PairHeaderProps) {
  const coversList = useMediaQuery('(max-width: 56.25em)', undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <header className={classes.header}>
      {coversList && (
        <Button
          className={classes.back}
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={onClose}
        >
          Back
        </Button>
      )}
      <div className={classes.line}>
        <KeyTitle pairKey={pairKey} />
        <div className={classes.actions}>
          {actions}
          {!coversList && (
            <ActionIcon aria-label="Close" data-hint="Close (Esc)" onClick={onClose}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      </div>
      <div className={classes.foot}>
        {tabs}
        <div className={classes.meta}>{children}</div>
      </div>
    </header>
  );
}
