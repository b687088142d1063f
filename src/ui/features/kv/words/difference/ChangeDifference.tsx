import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { historyQueries } from '../../data/history.queries.ts';
import classes from './ChangeDifference.module.css';
import { DifferenceLines, isComparable } from './DifferenceLines.tsx';

interface ChangeDifferenceProps {
  pairId: string;
  /** The version that the change created. */
  version: number;
  /** The bytes of its value. */
  size: number;
}

/** The difference that a change made to the value; the changes on the screen are read together. */
export function ChangeDifference({ pairId, version, size }: ChangeDifferenceProps) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const withText = version > 1 && isComparable(size);
  const { data } = useQuery({ ...historyQueries.versionPair(pairId, version, withText), enabled: inViewport });
  return (
    <div ref={ref} className={classes.root}>
      {data?.made && (
        <DifferenceLines
          made={data.made}
          before={data.before}
          madeText={data.made.value_text}
          beforeText={data.before?.value_text}
        />
      )}
    </div>
  );
}
