import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { describeClient, describeOperation } from '#ui/features/kv/words/describe-change.ts';
import { ChangeDifference } from '#ui/features/kv/words/difference/ChangeDifference.tsx';
import { visibleKey, visibleText } from '#ui/features/kv/words/key-text.ts';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount, formatTime } from '#ui/shared/text/format.ts';
import { exactTimeHint } from '#ui/shared/text/RelativeTime.tsx';
import classes from './ActivityEntry.module.css';
import type { PairChange } from './activity.queries.ts';
import type { ActivityFilter } from './activity-search.ts';

interface ActivityEntryProps {
  change: PairChange;
  /** The key of the pair now; undefined if it was deleted. */
  presentKey: string | undefined;
  filter: ActivityFilter;
}

/** "14:02 nightly-etl changed etl/retries with the Python client · version 5", and the difference of the values. */
export function ActivityEntry({ change, presentKey, filter }: ActivityEntryProps) {
  const { key, previous_key, operation, version, size, created, created_by, via, note } = change;
  const name = visibleKey(key);
  return (
    <li className={classes.entry} data-operation={operation}>
      <time dateTime={created} className={classes.time} {...exactTimeHint(created)}>
        {formatTime(created)}
      </time>
      <div className={classes.words}>
        <div className={classes.sentence}>
          <Link
            to="/team/activity"
            search={{ ...filter, by: created_by }}
            translate="no"
            className={classes.who}
            data-hint="Only this person's changes"
          >
            {created_by}
          </Link>{' '}
          <span className={classes.operation}>{describeOperation(operation).toLowerCase()}</span>{' '}
          {previous_key !== null && (
            <>
              <Exact className={classes.key}>{visibleKey(previous_key)}</Exact> {operation === 'restore'
                ? 'as'
                : 'to'}{' '}
            </>
          )}
          {presentKey === undefined ? (
            <Link
              to="/team/kv"
              search={{ deleted: '1', q: key }}
              translate="no"
              className={classes.key}
              data-hint="In Recently deleted"
            >
              {name}
            </Link>
          ) : (
            <Link
              to="/team/kv/$key"
              params={{ key: presentKey }}
              search={{ tab: 'history' }}
              translate="no"
              className={classes.key}
              data-hint={presentKey === key ? 'Its history' : `Its history (now ${visibleKey(presentKey)})`}
            >
              {name}
            </Link>
          )}{' '}
          <span className={classes.facts}>
            {describeClient(via)} · version {formatCount(version)}
          </span>
        </div>
        {note && <div className={classes.note}>“{visibleText(note)}”</div>}
        {size !== null && operation !== 'rename' && operation !== 'delete' && (
          <ChangeDifference pairId={change.key_value_id} version={version} size={size} />
        )}
      </div>
    </li>
  );
}

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
  const [from, until] = [formatTime(first.created), formatTime(latest.created)];
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
