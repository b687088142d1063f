import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { MoreButton } from '#ui/shared/button/MoreButton.tsx';
import { ValueDialog } from '#ui/shared/dialog/ValueDialog.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { historyQueries, type PairVersion } from '../../data/history.queries.ts';
import classes from './HistoryTab.module.css';
import { RestoreVersionDialog } from './RestoreVersionDialog.tsx';
import { VersionRow } from './VersionRow.tsx';
import { VersionsDiff } from './VersionsDiff.tsx';
import { toComparedVersions, togglePick, type VersionPicks } from './version-picks.ts';

export interface HistoryTabProps {
  /** Null: the pair was deleted. */
  pairId: string | null;
  pairKey: string;
  /** Whether the editor has unsaved text. */
  isDirty: boolean;
}

type OpenDialog =
  | { readonly kind: 'view' | 'restore'; readonly version: PairVersion }
  | { readonly kind: 'compare'; readonly versions: readonly [older: number, newer: number] };

/** All stored versions of the pair: view one, compare two, restore one. */
export function HistoryTab({ pairId, pairKey, isDirty }: HistoryTabProps) {
  const query = useInfiniteQuery({ ...historyQueries.versions(pairId ?? ''), enabled: pairId !== null });
  const [picks, setPicks] = useState<VersionPicks>([]);
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
  const compared = toComparedVersions(picks);

  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <GuardedButton
          size="xs"
          variant="default"
          obstacle={compared ? undefined : 'Pick two versions to compare.'}
          onClick={() => compared && setDialog({ kind: 'compare', versions: compared })}
        >
          Compare
        </GuardedButton>
        <span role="status" className={classes.picked}>
          {describePicks(picks)}
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
            version={version}
            before={versions[index + 1] ?? following}
            isCurrent={index === 0}
            isPicked={picks.includes(version.version)}
            onPick={() => setPicks((now) => togglePick(now, version.version))}
            onView={() => setDialog({ kind: 'view', version })}
            onCompare={() => current && setDialog({ kind: 'compare', versions: [version.version, current.version] })}
            onRestore={() => setDialog({ kind: 'restore', version })}
          />
        ))}
      </ol>
      <MoreButton query={query} className={classes.more}>
        Show older versions
      </MoreButton>
      {dialog?.kind === 'view' && (
        <ValueDialog
          pairId={pairId}
          version={dialog.version.version}
          title={`Version ${formatCount(dialog.version.version)}`}
          onClose={close}
        />
      )}
      {dialog?.kind === 'compare' && <VersionsDiff pairId={pairId} versions={dialog.versions} onClose={close} />}
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

function describePicks(picks: VersionPicks): string {
  const compared = toComparedVersions(picks);
  if (compared) return `Versions ${formatCount(compared[0])} and ${formatCount(compared[1])}`;
  return picks[0] === undefined ? 'Pick two versions to compare.' : `Version ${formatCount(picks[0])} and one more`;
}
