import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { historyQueries } from '../../data/history.queries.ts';
import classes from './ChangeDifference.module.css';
import { VersionDifference } from './VersionDifference.tsx';

interface ChangeDifferenceProps {
  pairId: string;
  /** The version that the change created. */
  version: number;
}

/** The difference that a change made to the value, when only the number of its version is known. */
export function ChangeDifference({ pairId, version }: ChangeDifferenceProps) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const { data } = useQuery({ ...historyQueries.versionPair(pairId, version), enabled: inViewport });
  return (
    <div ref={ref} className={classes.root}>
      {data?.made && <VersionDifference pairId={pairId} made={data.made} before={data.before} />}
    </div>
  );
}
