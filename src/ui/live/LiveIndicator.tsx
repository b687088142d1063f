import { VisuallyHidden } from '@mantine/core';
import classes from './LiveIndicator.module.css';
import { type LiveState, useLiveState } from './live.ts';

const WORDS: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  polling: 'Not live: checking every few seconds',
};

/** Whether changes by others appear live, as a dot with words on hover. */
export function LiveIndicator() {
  const state = useLiveState();
  return (
    <span className={classes.indicator} data-state={state} data-hint={WORDS[state]}>
      <VisuallyHidden>{WORDS[state]}</VisuallyHidden>
    </span>
  );
}
