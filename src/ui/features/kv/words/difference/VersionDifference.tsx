import { useInViewport } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatBytes, formatCount } from '#ui/shared/text/format.ts';
import { historyQueries, type VersionHead } from '../../data/history.queries.ts';
import { visibleText } from '../key-text.ts';
import { toDifferenceLines } from './difference-lines.ts';
import classes from './VersionDifference.module.css';

/** Above this many bytes of a value only the sizes are compared. */
const MOST_COMPARED = 64 * 1_024;

interface VersionDifferenceProps {
  pairId: string;
  made: VersionHead;
  /** The version before it; undefined when there is none or when it is no longer stored. */
  before: VersionHead | undefined;
}

/** What changed from one version to the next; the values are read and compared once it is on the screen. */
export function VersionDifference({ pairId, made, before }: VersionDifferenceProps) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const isComparable = isSmall(made.size) && isSmall(before?.size);
  const [older, newer] = useQueries({
    queries: [before, made].map((side) => ({
      ...historyQueries.version(pairId, side?.version ?? 0),
      enabled: inViewport && isComparable,
    })),
  });
  const [olderText, newerText] = [older?.data?.value_text, newer?.data?.value_text];
  const difference = useMemo(
    () =>
      typeof olderText === 'string' && typeof newerText === 'string' ? toDifferenceLines(olderText, newerText) : null,
    [olderText, newerText],
  );

  return (
    // One line high from the start, so that what is below moves little.
    <div ref={ref} className={classes.difference}>
      {made.preview != null && before?.size == null && (
        <Exact className={classes.text}>{visibleText(made.preview)}</Exact>
      )}
      {made.size != null && before?.size != null && !isComparable && (
        <span>
          size {formatBytes(before.size)} → {formatBytes(made.size)}
        </span>
      )}
      {difference?.lines.length === 0 && <span>Saved again, no change</span>}
      {difference && difference.lines.length > 0 && (
        <ul className={classes.lines}>
          {difference.lines.map(({ path, before: from, after: to }) => (
            <li key={path} className={classes.text}>
              {path !== '' && <Exact className={classes.path}>{path}: </Exact>}
              {from === undefined && 'added '}
              {to === undefined && 'removed '}
              {from !== undefined && <del translate="no">{from}</del>}
              {from !== undefined && to !== undefined && ' → '}
              {to !== undefined && <ins translate="no">{to}</ins>}
            </li>
          ))}
          {difference.more > 0 && <li>and {formatCount(difference.more)} more</li>}
        </ul>
      )}
    </div>
  );
}

const isSmall = (size: number | null | undefined) => size != null && size <= MOST_COMPARED;
