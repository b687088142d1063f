import { Button } from '@mantine/core';
import { IconRefreshAlert } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { NoticeBar } from '#ui/shared/page/NoticeBar.tsx';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import { historyQueries } from '../../data/history.queries.ts';
import { visibleKey } from '../../words/key-text.ts';
import classes from './ChangedNotice.module.css';

interface ChangedNoticeProps {
  /** The newest version; null if the pair was deleted. */
  theirs: OpenPair | null;
  /** The version that the draft is based on. */
  version: number;
  pairKey: string;
  /** The id of the pair that the draft is based on. */
  pairId: string | null;
  /** The new key of a renamed pair. */
  newKey: string | undefined;
  /** The server refused a save for this reason. */
  isRefusal: boolean;
  /** It is the pair that the draft is based on, not a new one with the same key. */
  isSamePair: boolean;
  /** Undo went back to a text from before it, so the person has already seen it. */
  isPast: boolean;
  onShowDifference: () => void;
  onMerge: (theirs: OpenPair) => void;
  onMergeAndSave: () => void;
  onKeep: (theirs: OpenPair) => void;
  onTake: (theirs: OpenPair) => void;
  onSaveAsNew: () => void;
  /** Continues editing under the new key. */
  onFollow: () => void;
}

/** Someone else saved, renamed or deleted the pair while it was being edited. Nothing is overwritten unseen. */
export function ChangedNotice(props: ChangedNoticeProps) {
  const {
    theirs,
    version,
    pairKey,
    pairId,
    newKey,
    isRefusal,
    isSamePair,
    isPast,
    onShowDifference,
    onMerge,
    onMergeAndSave,
    onKeep,
    onTake,
  } = props;
  const { data: newest } = useQuery({
    ...historyQueries.newest(pairId ?? ''),
    enabled: theirs === null && newKey === undefined && pairId !== null,
  });
  const deletion = newest?.operation === 'delete' ? newest : undefined;
  const what = theirs ? (
    <>
      <Exact>{theirs.updated_by}</Exact> saved version {formatCount(theirs.version)}{' '}
      <RelativeTime iso={theirs.updated} by={theirs.updated_by} />.
    </>
  ) : newKey === undefined ? (
    <>
      {deletion ? <Exact>{deletion.created_by}</Exact> : 'Someone else'} deleted this pair
      {deletion && (
        <>
          {' '}
          <RelativeTime iso={deletion.created} by={deletion.created_by} />
        </>
      )}
      . Its versions are in{' '}
      <Link to="/team/kv" search={{ deleted: '1', q: pairKey }} className={classes.link}>
        Recently deleted
      </Link>
      ; a new pair starts its own history.
    </>
  ) : (
    <>
      This pair was renamed to “<Exact>{visibleKey(newKey)}</Exact>”.
    </>
  );
  const buttons = (
    <>
      {theirs ? (
        <>
          <Button size="xs" variant="default" onClick={onShowDifference}>
            Show difference
          </Button>
          {/* After an Undo of the merge, saving is refused until the person has decided. */}
          {isRefusal && isSamePair && !isPast ? (
            <Button size="xs" onClick={onMergeAndSave}>
              Merge and save
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => onMerge(theirs)}>
              Merge
            </Button>
          )}
          {(isRefusal || isPast) && (
            <>
              <Button size="xs" variant="default" onClick={() => onKeep(theirs)}>
                Keep mine, drop their changes
              </Button>
              <Button size="xs" variant="default" onClick={() => onTake(theirs)}>
                Use theirs, drop mine
              </Button>
            </>
          )}
        </>
      ) : (
        <>
          {newKey !== undefined && (
            <Button size="xs" variant="default" onClick={props.onFollow}>
              Open it with my text
            </Button>
          )}
          <Button size="xs" variant="default" onClick={props.onSaveAsNew}>
            Keep my text as a new pair
          </Button>
        </>
      )}
    </>
  );

  if (!isRefusal) {
    return (
      <NoticeBar tone="warning" icon={<IconRefreshAlert size={16} aria-hidden />} buttons={buttons}>
        {what}
      </NoticeBar>
    );
  }
  return (
    <div className={classes.refusal}>
      <RefusalAlert
        title={describeTitle(theirs, newKey)}
        message={
          <>
            {theirs ? (
              <>
                They saved it <RelativeTime iso={theirs.updated} by={theirs.updated_by} />.
              </>
            ) : (
              what
            )}{' '}
            Your text, based on version {formatCount(version)}, is safe here. Nothing was overwritten.
          </>
        }
      >
        <div className={classes.buttons}>{buttons}</div>
      </RefusalAlert>
    </div>
  );
}

function describeTitle(theirs: OpenPair | null, newKey: string | undefined): string {
  if (theirs) return `Not saved: ${theirs.updated_by} saved version ${formatCount(theirs.version)} first`;
  return `Not saved: the pair was ${newKey === undefined ? 'deleted' : 'renamed'}`;
}
