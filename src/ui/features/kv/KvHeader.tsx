import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { PageHeader } from '#ui/shared/page/PageHeader.tsx';
import { UsageMeter } from '#ui/shared/page/UsageMeter.tsx';
import type { Usage } from './data/use-usage.ts';

interface KvHeaderProps {
  usage: Usage | undefined;
  onNew: () => void;
}

export function KvHeader({ usage, onNew }: KvHeaderProps) {
  return (
    <PageHeader
      title="KV Store"
      isInBar
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onNew} id="new-pair">
          New pair
        </Button>
      }
    >
      {usage && <UsageMeter {...usage} />}
    </PageHeader>
  );
}
