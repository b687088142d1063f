import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { visibleKey } from '#ui/features/kv/words/key-text.ts';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import classes from './ActivityEntry.module.css';
import type { PairChange } from './activity.queries.ts';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

interface ActivityRunProps {
  /** The newest first. */
  changes: readonly PairChange[];
  /** The entries of all of them. */
  children: ReactNode;
}

/** "nightly-etl changed cursor 300 times between 02:00 and 03:00", which opens to all of them. */
export function ActivityRun({ changes, children }: ActivityRunProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [latest, first] = [changes[0], changes.at(-1)];
  if (!latest || !first) return null;
  const [from, until] = [clock.format(new Date(first.created)), clock.format(new Date(latest.created))];
  return (
    <>
      <li className={classes.entry} data-operation="update">
        <time dateTime={latest.created} className={classes.time}>
          {until}
        </time>
        <div className={classes.words}>
          <div className={classes.sentence}>
            <span translate="no" className={classes.who}>
              {latest.created_by}
            </span>{' '}
            <span className={classes.operation}>changed</span>{' '}
            <Exact className={classes.key}>{visibleKey(latest.key)}</Exact>{' '}
            <span className={classes.facts}>
              {formatCount(changes.length)} times {from === until ? `at ${from}` : `between ${from} and ${until}`}
            </span>{' '}
            <UnstyledButton className={classes.expand} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
              {isOpen ? 'Show as one' : 'Show all'}
            </UnstyledButton>
          </div>
        </div>
      </li>
      {isOpen && children}
    </>
  );
}
