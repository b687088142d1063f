import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatBytes, formatCount } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import { TypeBadge } from '#ui/shared/text/TypeBadge.tsx';
import type { Base } from '../data/base.ts';

interface PairFactsProps {
  base: Base;
  onShowHistory: () => void;
}

/** Type, version and size of the stored value, and who saved it when. */
export function PairFacts({ base, onShowHistory }: PairFactsProps) {
  if (base.id === null) return <span>Deleted. Saving creates a new pair.</span>;
  return (
    <>
      <TypeBadge type={base.type} />
      <button type="button" data-hint="What each version changed" onClick={onShowHistory}>
        Version {formatCount(base.version)}
      </button>
      <span>{formatBytes(base.sizeBytes)}</span>
      {base.updated !== null && (
        <span>
          Updated <RelativeTime iso={base.updated} by={base.updatedBy ?? undefined} />
          {base.updatedBy !== null && (
            <>
              {' '}
              by <Exact>{base.updatedBy}</Exact>
            </>
          )}
        </span>
      )}
    </>
  );
}
