import { Title, UnstyledButton } from '@mantine/core';
import { announce } from '#ui/shared/announce.ts';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import { copyText } from '#ui/shared/button/copy.ts';
import { visibleKey } from '../words/key-text.ts';
import classes from './KeyTitle.module.css';

interface KeyTitleProps {
  pairKey: string;
}

/** Longer keys may not fit into three lines. */
const LONG = 60;

/** The key as a heading; a click copies it. */
export function KeyTitle({ pairKey }: KeyTitleProps) {
  async function copy() {
    announce((await copyText(pairKey)) ? 'Copied' : 'Could not copy');
  }

  return (
    <div className={classes.root}>
      <Title order={2} translate="no" className={classes.title}>
        {/* For the keyboard, the button beside it does the same. */}
        <UnstyledButton
          className={classes.key}
          data-hint={pairKey.length > LONG ? visibleKey(pairKey) : 'Click to copy the key'}
          tabIndex={-1}
          onClick={() => void copy()}
        >
          {visibleKey(pairKey)}
        </UnstyledButton>
      </Title>
      <div className={classes.copy}>
        <CopyButton text={pairKey} label="Copy key" />
      </div>
    </div>
  );
}
