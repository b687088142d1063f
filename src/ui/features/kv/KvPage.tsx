import { useDocumentTitle } from '@mantine/hooks';
import { lazy, Suspense, useRef, useState } from 'react';
import { SplitView } from '#ui/shared/SplitView.tsx';
import type { CarriedDraft } from './drafts/draft-store.ts';
import { KvDialogs } from './KvDialogs.tsx';
import { KvHeader } from './KvHeader.tsx';
import classes from './KvPage.module.css';
import { KvSearch } from './KvSearch.tsx';
import { visibleKey } from './key-text.ts';
import type { PairListState } from './kv.queries.ts';
import { ListError } from './ListError.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { NoMatch } from './NoMatch.tsx';
import { PairTable, type PairTableHandle } from './PairTable.tsx';
import { useIdleLoading } from './use-idle-loading.ts';
import { useKvDialogs } from './use-kv-dialogs.ts';
import { useKvKeys } from './use-kv-keys.ts';
import { useOpenPairRow } from './use-open-pair-row.ts';
import { usePairRows } from './use-pair-rows.ts';
import { useUsage } from './use-usage.ts';

const EmptyList = lazy(async () => ({ default: (await import('./EmptyList.tsx')).EmptyList }));
const PairPane = lazy(async () => ({ default: (await import('./pair/PairPane.tsx')).PairPane }));

interface KvPageProps {
  listState: PairListState;
  /** The key of the open pair. */
  openKey: string | null;
  onListStateChange: (state: PairListState, options: { replace: boolean }) => void;
  /** `search` is the search from then on; without it the present one stays. `ignoreBlocker` asks nothing first. */
  onOpen: (key: string, options?: { search?: string; ignoreBlocker?: boolean }) => void;
  /** Closes the open pair, asking nothing when `ignoreBlocker` is set. */
  onClose: (options?: { ignoreBlocker?: boolean }) => void;
}

/** The list, and beside it the open pair. */
export function KvPage({ listState, openKey, onListStateChange, onOpen, onClose }: KvPageProps) {
  useDocumentTitle(openKey === null ? 'KV Store' : visibleKey(openKey));
  const table = useRef<PairTableHandle>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const rows = usePairRows(listState);
  const usage = useUsage();
  /** On its way from one open pair to the next. */
  const [carried, setCarried] = useState<CarriedDraft | null>(null);
  const { shown, count } = rows;

  const search = (text: string) => onListStateChange({ ...listState, search: text }, { replace: true });
  const dialogs = useKvDialogs({ rows, table, usage, openKey, search: listState.search, onOpen, onClose });
  useOpenPairRow({ rows, table, listState, openKey });
  useIdleLoading(count !== undefined);
  useKvKeys({
    table,
    searchField,
    isPairOpen: openKey !== null,
    onNew: () => dialogs.create(),
    onClose: () => onClose(),
  });

  const list = (
    <div className={classes.list}>
      <KvHeader usage={usage} onNew={() => dialogs.create()} />
      <KvSearch
        ref={searchField}
        value={listState.search}
        onSearch={search}
        onLeave={() => table.current?.focusRow(0)}
        isSearching={rows.isSwitching}
        count={count}
        shownSearch={shown.search}
        total={usage?.used}
      />
      {rows.failure && <ListError {...rows.failure} isRetrying={rows.isRetrying} onRetry={rows.retry} />}
      {count === undefined && !rows.failure && <ListSkeleton />}
      <Suspense>{count === 0 && shown.search === '' && <EmptyList onNew={() => dialogs.create()} />}</Suspense>
      {count === 0 && shown.search !== '' && (
        <NoMatch
          search={shown.search}
          onClear={() => {
            search('');
            searchField.current?.focus();
          }}
          onCreate={() => dialogs.create()}
        />
      )}
      {count !== undefined && count > 0 && (
        <PairTable
          ref={table}
          rows={rows}
          count={count}
          openKey={openKey}
          onSort={(sort, direction) => onListStateChange({ ...listState, sort, direction }, { replace: false })}
          onOpen={(key) => onOpen(key)}
          onDuplicate={dialogs.duplicate}
          onDelete={dialogs.remove}
        />
      )}
    </div>
  );

  return (
    <>
      <SplitView
        main={list}
        side={
          openKey === null ? null : (
            <Suspense>
              <PairPane
                key={openKey}
                pairKey={openKey}
                carried={carried}
                onCarried={() => setCarried(null)}
                onClose={() => onClose()}
                onDelete={dialogs.remove}
                onCreate={dialogs.create}
                onOpen={(key, typed) => {
                  setCarried(typed ?? null);
                  onOpen(key, { ignoreBlocker: typed !== undefined });
                }}
              />
            </Suspense>
          )
        }
        sideLabel={openKey === null ? '' : `Pair ${visibleKey(openKey)}`}
        dividerLabel="Width of the list"
      />
      <KvDialogs {...dialogs} />
    </>
  );
}
