import { Button } from '@mantine/core';
import { IconRefreshAlert } from '@tabler/icons-react';
import { NoticeBar } from '#ui/shared/page/NoticeBar.tsx';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import type { OpenPair } from '../../data/kv.queries.ts';
import { visibleKey } from '../../words/key-text.ts';
import classes from './ChangedMeanwhile.module.css';

interface ChangedMeanwhileProps {
  /** What the server has now; null when the pair was deleted. */
  theirs: OpenPair | null;
  /** The version that the draft is based on. */
  version: number;
  /** The key that the pair has now, when it was renamed. */
  newKey: string | undefined;
  /** A save was refused because of it. */
  isRefusal: boolean;
  /** Undo went back to before it, so it has been seen. */
  isPast: boolean;
  onShowDifference: () => void;
  onMerge: (theirs: OpenPair) => void;
  onKeep: (theirs: OpenPair) => void;
  onTake: (theirs: OpenPair) => void;
  onSaveAsNew: () => void;
  /** Goes on with the text under the key that the pair has now. */
  onFollow: () => void;
}

/** Somebody else saved, renamed or deleted the pair while it was being edited. Nothing is overwritten unseen. */
export function ChangedMeanwhile(props: ChangedMeanwhileProps) {
  const { theirs, version, newKey, isRefusal, isPast, onShowDifference, onMerge, onKeep, onTake } = props;
  const what = theirs ? (
    <>
      <Exact>{theirs.updated_by}</Exact> saved version {formatCount(theirs.version)}{' '}
      <RelativeTime iso={theirs.updated} by={theirs.updated_by} />.
    </>
  ) : newKey === undefined ? (
    'Somebody deleted this pair.'
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
          <Button size="xs" variant="default" onClick={() => onMerge(theirs)}>
            Merge
          </Button>
          {(isRefusal || isPast) && (
            <>
              <Button size="xs" variant="default" onClick={() => onKeep(theirs)}>
                Keep editing on top of version {formatCount(theirs.version)}
              </Button>
              <Button size="xs" variant="default" onClick={() => onTake(theirs)}>
                Take theirs
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
        title={theirs ? 'Not saved: the pair has changed' : `Not saved: the pair was ${newKey ? 'renamed' : 'deleted'}`}
        message={
          <>
            {what} Your text is based on version {formatCount(version)}; it is safe here, and nothing was overwritten.
          </>
        }
      >
        <div className={classes.buttons}>{buttons}</div>
      </RefusalAlert>
    </div>
  );
}
