import { VisuallyHidden } from '@mantine/core';
import classes from './LiveIndicator.module.css';
import { type LiveState, useLiveState } from './live.ts';

const WORDS: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting. Changes made elsewhere appear soon.',
  live: 'Live: changes made elsewhere appear at once.',
  reconnecting: 'Reconnecting. Changes made elsewhere appear in a moment.',
  polling: 'Not live: the page asks for changes every few seconds.',
};

/** Whether the list follows what others do, as a dot with words on hover. */
export function LiveIndicator() {
  const state = useLiveState();
  return (
    <span className={classes.indicator} data-state={state} data-hint={WORDS[state]}>
      <VisuallyHidden>{WORDS[state]}</VisuallyHidden>
    </span>
  );
}
