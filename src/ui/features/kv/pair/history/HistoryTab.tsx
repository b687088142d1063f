import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { MoreButton } from '#ui/shared/button/MoreButton.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { historyQueries, type PairVersion } from '../../data/history.queries.ts';
import classes from './HistoryTab.module.css';
import { RestoreVersionDialog } from './RestoreVersionDialog.tsx';
import { VersionDialog } from './VersionDialog.tsx';
import { VersionRow } from './VersionRow.tsx';

export interface HistoryTabProps {
  /** Null: the pair was deleted. */
  pairId: string | null;
  pairKey: string;
  /** Whether the editor has unsaved text. */
  isDirty: boolean;
}

type OpenDialog =
  | { readonly kind: 'restore'; readonly version: PairVersion }
  | { readonly kind: 'difference'; readonly version: number; readonly other: number | undefined };

/** All stored versions of the pair and what each changed: look closer, compare any two, restore one. */
export function HistoryTab({ pairId, pairKey, isDirty }: HistoryTabProps) {
  const query = useInfiniteQuery({ ...historyQueries.versions(pairId ?? ''), enabled: pairId !== null });
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = () => setDialog(null);

  if (pairId === null) {
    return (
      <p className={classes.notice}>
        The pair was deleted. Look for it in{' '}
        <Link to="/team/kv" search={{ deleted: '1', q: pairKey }}>
          Recently deleted
        </Link>
        .
      </p>
    );
  }

  const versions = query.data?.pages.flatMap((page) => page.versions) ?? [];
  const following = query.data?.pages.at(-1)?.following;
  const current = versions[0];
  const all = following ? [...versions, following] : versions;
  const choices = all.filter(({ size }) => size !== null);
  const find = (version: number | undefined) => choices.find((choice) => choice.version === version);
  const shown = dialog?.kind === 'difference' ? find(dialog.version) : undefined;

  function openDifference({ version }: PairVersion, against: 'before' | 'current') {
    const newest = choices[0]?.version;
    const before = choices.find((choice) => choice.version < version)?.version;
    if (against === 'current' && newest !== undefined)
      setDialog({ kind: 'difference', version: newest, other: version });
    else setDialog({ kind: 'difference', version, other: before });
  }

  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <span className={classes.hint}>
          Select a version to see what it changed. Shift+click compares it with the current one.
        </span>
        <Link to="/team/activity" search={{ key: pairKey }} className={classes.activity}>
          Activity
        </Link>
      </div>
      {query.error && (
        <div className={classes.error}>
          <ErrorPanel
            error={query.error}
            title="The history could not be loaded"
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </div>
      )}
      {query.isPending && (
        <p role="status" className={classes.notice}>
          Loading the history…
        </p>
      )}
      <ol aria-label="Versions" className={classes.versions}>
        {versions.map((version, index) => (
          <VersionRow
            key={version.version}
            pairId={pairId}
            version={version}
            before={versions[index + 1] ?? following}
            isCurrent={index === 0}
            onOpen={(against) => openDifference(version, against)}
            onRestore={() => setDialog({ kind: 'restore', version })}
          />
        ))}
      </ol>
      <MoreButton query={query} className={classes.more}>
        Show older versions
      </MoreButton>
      {dialog?.kind === 'difference' && shown && current && (
        <VersionDialog
          pairId={pairId}
          version={shown}
          other={find(dialog.other)}
          choices={choices}
          current={current.version}
          onChooseOther={(other) => setDialog({ ...dialog, other })}
          onRestore={(version) => setDialog({ kind: 'restore', version })}
          onClose={close}
        />
      )}
      {dialog?.kind === 'restore' && current && (
        <RestoreVersionDialog
          pairId={pairId}
          pairKey={pairKey}
          version={dialog.version}
          current={current}
          isDirty={isDirty}
          onClose={close}
        />
      )}
    </div>
  );
}
