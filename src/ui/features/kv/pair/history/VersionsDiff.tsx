import { Modal } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { DiffDialog } from '#ui/shared/dialog/DiffDialog.tsx';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { historyQueries, type VersionValue } from '../../data/history.queries.ts';

interface VersionsDiffProps {
  pairId: string;
  versions: readonly [older: number, newer: number];
  onClose: () => void;
}

/** Two versions side by side. Render it only while it is open. */
export function VersionsDiff({ pairId, versions, onClose }: VersionsDiffProps) {
  const [older, newer] = useQueries({ queries: versions.map((version) => historyQueries.version(pairId, version)) });
  const title = `Versions ${formatCount(versions[0])} and ${formatCount(versions[1])}`;
  const error = older?.error ?? newer?.error;

  if (typeof older?.data?.value_text === 'string' && typeof newer?.data?.value_text === 'string') {
    return (
      <DiffDialog
        title={title}
        {...toComparison(older.data.value_text, newer.data.value_text)}
        originalLabel={toLabel(older.data)}
        modifiedLabel={toLabel(newer.data)}
        noDifference="No differences."
        onClose={onClose}
      />
    );
  }
  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      {error ? (
        <ErrorPanel
          error={error}
          title="The versions could not be loaded"
          onRetry={() => {
            for (const query of [older, newer]) if (query?.isError) void query.refetch();
          }}
          isRetrying={Boolean(older?.isFetching || newer?.isFetching)}
        />
      ) : (
        <p role="status">
          {older?.isPending || newer?.isPending
            ? 'Loading the versions…'
            : 'One of the two versions is no longer stored.'}
        </p>
      )}
    </Modal>
  );
}

const toLabel = ({ version, created_by }: VersionValue) => `Version ${formatCount(version)}, saved by ${created_by}`;
