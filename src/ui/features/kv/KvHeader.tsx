import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import classes from '#ui/shared/page/PageHeader.module.css';
import { UsageMeter } from '#ui/shared/page/UsageMeter.tsx';
import type { Usage } from './data/use-usage.ts';

interface KvHeaderProps {
  usage: Usage | undefined;
  onNew: () => void;
}

export function KvHeader({ usage, onNew }: KvHeaderProps) {
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>KV Store</h1>
      {usage && <UsageMeter {...usage} />}
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onNew} className={classes.new} id="new-pair">
        New pair
      </Button>
    </header>
  );
}
