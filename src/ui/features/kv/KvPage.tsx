import { useDocumentTitle } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, use, useEffect, useRef } from 'react';
import { LoadBoundary } from '#ui/shared/LoadBoundary.tsx';
import { loadOnce } from '#ui/shared/load-once.ts';
import { ListError } from '#ui/shared/page/ListError.tsx';
import { ListSkeleton } from '#ui/shared/page/ListSkeleton.tsx';
import classes from '#ui/shared/page/Page.module.css';
import { KvSearch } from '#ui/shared/page/SearchBox.tsx';
import { SplitView } from '#ui/shared/SplitView.tsx';
import type { PairListState } from './data/kv.queries.ts';
import { useUsage } from './data/use-usage.ts';
import { KvDialogs } from './KvDialogs.tsx';
import { KvHeader } from './KvHeader.tsx';
import { PairTable, type PairTableHandle } from './list/table/PairTable.tsx';
import { UnreadFilter } from './list/UnreadFilter.tsx';
import { useOpenPairRow } from './list/use-open-pair-row.ts';
import { usePairRows } from './list/use-pair-rows.ts';
import type { PairPaneProps } from './pair/PairPane.tsx';
import type { PairTab } from './pair/pair-tab.ts';
import { usePaneId } from './pair/use-pane-id.ts';
import { useIdleLoading } from './use-idle-loading.ts';
import { useKvDialogs } from './use-kv-dialogs.ts';
import { useKvKeys } from './use-kv-keys.ts';
import { visibleKey } from './words/key-text.ts';

const NoMatch = lazy(async () => ({ default: (await import('./list/NoMatch.tsx')).NoMatch }));
const NothingUnread = lazy(async () => ({ default: (await import('./list/NothingUnread.tsx')).NothingUnread }));
const UnreadNote = lazy(async () => ({ default: (await import('./list/UnreadNote.tsx')).UnreadNote }));
const EmptyList = lazy(async () => ({ default: (await import('./list/EmptyList.tsx')).EmptyList }));
const loadPane = loadOnce(() => import('./pair/PairPane.tsx'));

interface KvPageProps {
  listState: PairListState;
  /** The key of the open pair. */
  openKey: string | null;
  /** What the open pair shows. */
  tab: PairTab;
  onTabChange: (tab: PairTab) => void;
  onListStateChange: (state: PairListState, options: { replace: boolean }) => void;
  /** `search` is the search from then on; without it the present one stays. */
  onOpen: (key: string, options?: { search?: string }) => void;
  /** Shows the open pair under the key that it has now, and asks nothing: it stays open. */
  onMove: (key: string) => void;
  /** Closes the open pair, asking nothing when `ignoreBlocker` is set. */
  onClose: (options?: { ignoreBlocker?: boolean }) => void;
}

/** The list, and beside it the open pair. */
export function KvPage(props: KvPageProps) {
  const { listState, openKey, tab, onTabChange, onListStateChange, onOpen, onMove, onClose } = props;
  useDocumentTitle(openKey === null ? 'KV Store' : visibleKey(openKey));
  const table = useRef<PairTableHandle>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const rows = usePairRows(listState);
  const usage = useUsage();
  const { shown, count } = rows;

  const search = (text: string) => onListStateChange({ ...listState, search: text }, { replace: true });
  const showUnread = (isUnread: boolean) => onListStateChange({ ...listState, isUnread }, { replace: false });
  const { paneId, keepFor } = usePaneId(openKey);
  const openNow = useRef(openKey);
  useEffect(() => {
    openNow.current = openKey;
  });
  /** Whoever tells it may have asked long ago: another pair may be open by now. */
  function followPair(from: string, to: string) {
    if (openNow.current !== from) return;
    keepFor(from, to);
    onMove(to);
  }
  const dialogs = useKvDialogs({
    ...{ rows, table, usage, openKey, search: listState.search, onOpen, onClose },
    onMoved: followPair,
  });
  useOpenPairRow({ rows, table, listState, openKey });
  useIdleLoading(count !== undefined);
  useKvKeys({
    table,
    searchField,
    isPairOpen: openKey !== null,
    onShowValue: () => onTabChange('value'),
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
        isFiltered={shown.search !== '' || shown.isUnread}
        total={usage?.used}
      >
        <UnreadFilter isOn={listState.isUnread} onChange={showUnread} />
        <Link
          to="/team/kv"
          search={{ deleted: '1' }}
          className={classes.place}
          aria-label="Recently deleted"
          data-hint="Recently deleted"
        >
          <IconTrash size={16} stroke={1.6} aria-hidden />
        </Link>
      </KvSearch>
      <Suspense>{shown.isUnread && count !== 0 && <UnreadNote />}</Suspense>
      {rows.failure && <ListError {...rows.failure} isRetrying={rows.isRetrying} onRetry={rows.retry} />}
      {count === undefined && !rows.failure && <ListSkeleton />}
      <Suspense>
        {count === 0 && shown.isUnread && <NothingUnread search={shown.search} onShowAll={() => showUnread(false)} />}
        {count === 0 && !shown.isUnread && shown.search === '' && <EmptyList onNew={() => dialogs.create()} />}
        {count === 0 && !shown.isUnread && shown.search !== '' && (
          <NoMatch
            search={shown.search}
            onClear={() => {
              search('');
              searchField.current?.focus();
            }}
            onCreate={() => dialogs.create()}
          />
        )}
      </Suspense>
      {count !== undefined && count > 0 && (
        <PairTable
          ref={table}
          rows={rows}
          count={count}
          openKey={openKey}
          onSort={(sort, direction) => onListStateChange({ ...listState, sort, direction }, { replace: false })}
          onOpen={(key) => onOpen(key)}
          onDuplicate={dialogs.duplicate}
          onRename={dialogs.rename}
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
            <LoadBoundary name="the pair" onRetry={loadPane.forgetFailure}>
              <LoadedPane
                key={paneId}
                pairKey={openKey}
                tab={tab}
                onTabChange={onTabChange}
                onClose={() => onClose()}
                onDelete={dialogs.remove}
                onCreate={dialogs.create}
                onRename={dialogs.rename}
                onDuplicate={dialogs.duplicate}
                onOpen={(key) => onOpen(key)}
                onMoved={(to) => followPair(openKey, to)}
              />
            </LoadBoundary>
          )
        }
        sideLabel={openKey === null ? '' : `Pair ${visibleKey(openKey)}`}
        dividerLabel="Width of the list"
      />
      <KvDialogs {...dialogs} />
    </>
  );
}

function LoadedPane(props: PairPaneProps) {
  const { PairPane } = use(loadPane());
  return <PairPane {...props} />;
}
