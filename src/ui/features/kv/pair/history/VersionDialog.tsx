import { Button, NativeSelect } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import { DiffDialog } from '#ui/shared/dialog/DiffDialog.tsx';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { ValueView } from '#ui/shared/editor/ValueView.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { formatCount, formatExact } from '#ui/shared/text/format.ts';
import { historyQueries, type PairVersion } from '../../data/history.queries.ts';
import { VersionFacts } from './VersionFacts.tsx';

interface VersionDialogProps {
  pairId: string;
  version: PairVersion;
  /** The version to compare with; undefined if there is none with a value. */
  other: PairVersion | undefined;
  /** The versions to choose `other` from: those with a value, newest first. */
  choices: readonly PairVersion[];
  /** The newest version. */
  current: number;
  onChooseOther: (version: number) => void;
  onRestore: (version: PairVersion) => void;
  onClose: () => void;
}

/** What a version changed, or its difference to any other, and the way back. Render it only while it is open. */
export function VersionDialog(props: VersionDialogProps) {
  const { pairId, version, other, choices, current, onChooseOther, onRestore, onClose } = props;
  const isOlder = other !== undefined && other.version > version.version;
  const [made, compared] = useQueries({
    queries: [version, other].map((side) => ({
      ...historyQueries.version(pairId, side?.version ?? 0),
      enabled: side !== undefined,
    })),
  });
  const [text, otherText] = [made?.data?.value_text, compared?.data?.value_text];
  const isLoaded = typeof text === 'string' && (other === undefined || typeof otherText === 'string');
  const comparison = isLoaded && typeof otherText === 'string' ? toComparison(otherText, text) : undefined;
  const error = made?.error ?? compared?.error;
  const name = `Version ${formatCount(version.version)}`;
  // Restoring the current version would change nothing; what people want there is the one before it.
  const restorable = version.version === current ? other : version;

  let notice: ReactNode;
  if (error) {
    notice = (
      <ErrorPanel
        error={error}
        title="The versions could not be loaded"
        onRetry={() => {
          for (const query of [made, compared]) if (query?.isError) void query.refetch();
        }}
        isRetrying={Boolean(made?.isFetching || compared?.isFetching)}
      />
    );
  } else if (!isLoaded) {
    const isLoading = made?.isPending || (other !== undefined && compared?.isPending);
    notice = <p role="status">{isLoading ? 'Loading the versions…' : 'This version is no longer stored.'}</p>;
  } else if (comparison === undefined) {
    notice = <ValueView valueText={text} label={name} />;
  }

  return (
    <DiffDialog
      title={name}
      facts={<VersionFacts version={version} />}
      original={comparison?.original ?? ''}
      modified={comparison?.modified ?? (typeof text === 'string' ? toComparison(null, text).modified : '')}
      language={comparison?.language ?? 'json'}
      originalLabel={other ? `Version ${formatCount(other.version)}` : ''}
      originalHead={
        choices.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label="Compare with"
            value={other?.version}
            onChange={(event) => onChooseOther(Number(event.currentTarget.value))}
            data={choices
              .filter((choice) => choice.version !== version.version)
              .map((choice) => ({ value: String(choice.version), label: describeChoice(choice, current) }))}
          />
        )
      }
      modifiedLabel={isOlder ? `${name}, which is older` : name}
      noDifference="Saved again, no change."
      notice={notice}
      onClose={onClose}
      actions={
        <>
          {typeof text === 'string' && (
            <CopyButton text={text} label={`Copy the value of version ${version.version}`} />
          )}
          {restorable && (
            <Button variant="default" onClick={() => onRestore(restorable)}>
              Restore version {formatCount(restorable.version)}
            </Button>
          )}
        </>
      }
    />
  );
}

function describeChoice({ version, created, created_by }: PairVersion, current: number) {
  const mark = version === current ? ' (current)' : '';
  return `Version ${formatCount(version)}${mark}, ${formatExact(created)}, ${created_by}`;
}
