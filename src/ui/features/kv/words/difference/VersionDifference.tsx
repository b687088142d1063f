import { useInViewport } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { historyQueries, type VersionHead } from '../../data/history.queries.ts';
import { DifferenceLines, isComparable } from './DifferenceLines.tsx';

interface VersionDifferenceProps {
  pairId: string;
  made: VersionHead;
  /** The version before it; undefined if there is none or it has been removed. */
  before: VersionHead | undefined;
}

/** What changed from one version to the next; the values are read and compared once it is on the screen. */
export function VersionDifference({ pairId, made, before }: VersionDifferenceProps) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const [older, newer] = useQueries({
    queries: [before, made].map((side) => ({
      ...historyQueries.version(pairId, side?.version ?? 0),
      enabled: inViewport && isComparable(made.size) && isComparable(before?.size),
    })),
  });
  return (
    <div ref={ref}>
      <DifferenceLines
        made={made}
        before={before}
        madeText={newer?.data?.value_text}
        beforeText={older?.data?.value_text}
      />
    </div>
  );
}
