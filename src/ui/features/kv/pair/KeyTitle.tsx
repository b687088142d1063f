import { Title, UnstyledButton } from '@mantine/core';
import { announce } from '#ui/shared/announce.ts';
import { copyText } from '#ui/shared/copy.ts';
import { visibleKey } from '../key-text.ts';
import classes from './KeyTitle.module.css';

interface KeyTitleProps {
  pairKey: string;
}

/** The whole key as a heading; a click copies it. */
export function KeyTitle({ pairKey }: KeyTitleProps) {
  async function copy() {
    announce((await copyText(pairKey)) ? 'Copied' : 'Could not copy');
  }

  return (
    <Title order={2} className={classes.title}>
      <UnstyledButton className={classes.key} data-hint="Click to copy the key" onClick={() => void copy()}>
        {visibleKey(pairKey)}
      </UnstyledButton>
    </Title>
  );
}
