import { ActionIcon } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { copyText } from './copy.ts';

interface CopyButtonProps {
  text: string;
  /** Accessible name, for example "Copy key". */
  label: string;
}

const ANSWERS = { done: 'Copied', failed: 'Could not copy' } as const;

/** An icon button that copies `text` and briefly shows whether that worked. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const [result, setResult] = useState<keyof typeof ANSWERS | null>(null);
  const { start } = useTimeout(() => setResult(null), 1_500);

  async function copy() {
    const answer = (await copyText(text)) ? 'done' : 'failed';
    setResult(answer);
    announce(ANSWERS[answer]);
    start();
  }

  return (
    <ActionIcon
      aria-label={label}
      data-hint={result ? ANSWERS[result] : label}
      onClick={() => void copy()}
      color={result === 'done' ? 'accent' : 'gray'}
    >
      {result === 'done' && <IconCheck size={16} aria-hidden />}
      {result === 'failed' && <IconAlertTriangle size={16} aria-hidden />}
      {result === null && <IconCopy size={16} aria-hidden />}
    </ActionIcon>
  );
}
