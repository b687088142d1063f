import { useMemo } from 'react';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatBytes, formatCount } from '#ui/shared/text/format.ts';
import type { VersionHead } from '../../data/history.queries.ts';
import { visibleText } from '../key-text.ts';
import classes from './DifferenceLines.module.css';
import { toDifferenceLines } from './difference-lines.ts';

/** Above this many bytes of a value only the sizes are compared. */
const MOST_COMPARED = 64 * 1_024;

/** Whether a value of this size is compared path by path. */
export const isComparable = (size: number | null | undefined) => size != null && size <= MOST_COMPARED;

interface DifferenceLinesProps {
  made: VersionHead;
  /** The version before it; undefined if there is none or it has been removed. */
  before: VersionHead | undefined;
  /** Their values; undefined until they are loaded. */
  madeText: string | null | undefined;
  beforeText: string | null | undefined;
}

/** What changed from one version to the next: the first paths, or the sizes alone. */
export function DifferenceLines({ made, before, madeText, beforeText }: DifferenceLinesProps) {
  const isSmall = isComparable(made.size) && isComparable(before?.size);
  const difference = useMemo(
    () =>
      isSmall && typeof beforeText === 'string' && typeof madeText === 'string'
        ? toDifferenceLines(beforeText, madeText)
        : null,
    [isSmall, beforeText, madeText],
  );

  return (
    // One line high from the start, so that what is below moves little.
    <div className={classes.difference}>
      {made.preview != null && before?.size == null && (
        <Exact className={classes.text}>{visibleText(made.preview)}</Exact>
      )}
      {made.size != null && before?.size != null && !isSmall && (
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
