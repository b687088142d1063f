import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type DeletedPair, historyQueries } from '#ui/features/kv/data/history.queries.ts';
import { useUsage } from '#ui/features/kv/data/use-usage.ts';
import { MoreButton } from '#ui/shared/button/MoreButton.tsx';
import { usePageKeys } from '#ui/shared/keys/use-page-keys.ts';
import { ListError } from '#ui/shared/page/ListError.tsx';
import { ListSkeleton } from '#ui/shared/page/ListSkeleton.tsx';
import page from '#ui/shared/page/Page.module.css';
import { PageHeader } from '#ui/shared/page/PageHeader.tsx';
import { KvSearch } from '#ui/shared/page/SearchBox.tsx';
import { UsageMeter } from '#ui/shared/page/UsageMeter.tsx';
import { type DeletedDialog, DeletedDialogs } from './DeletedDialogs.tsx';
import classes from './DeletedPage.module.css';
import { DeletedTable } from './DeletedTable.tsx';
import { HistoryUsage } from './HistoryUsage.tsx';
import { NoDeleted } from './NoDeleted.tsx';
import { useRestoreDeleted } from './use-restore-deleted.tsx';

interface DeletedPageProps {
  search: string;
  onSearch: (search: string) => void;
  /** Returns to the list of pairs. */
  onLeave: () => void;
}

/** Deleted pairs that can be restored. */
export function DeletedPage({ search, onSearch, onLeave }: DeletedPageProps) {
  useDocumentTitle('Recently deleted');
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const query = useInfiniteQuery(historyQueries.deleted(search));
  const total = useQuery(historyQueries.deletedCount());
  const usage = useUsage();
  const [dialog, setDialog] = useState<DeletedDialog | null>(null);
  /** The row that gets the focus once a row has gone. */
  const [nextRow, setNextRow] = useState<number | null>(null);

  const found = query.data?.pages.flatMap((loaded) => loaded.pairs) ?? [];
  // New deletions push pairs onto the next page, where they appear a second time.
  const pairs = [...new Map(found.map((pair) => [pair.id, pair])).values()];
  const count = query.data?.pages[0]?.count;
  const rowOf = (pair: DeletedPair) => pairs.findIndex(({ id }) => id === pair.id);

  const restoring = useRestoreDeleted({
    usage,
    onRestored: (pair) => {
      setDialog(null);
      setNextRow(Math.max(rowOf(pair), 0));
    },
  });

  function focusRow(index: number) {
    const keys = list.current?.querySelectorAll<HTMLElement>('[data-deleted-key]') ?? [];
    (keys[Math.min(index, keys.length - 1)] ?? searchField.current)?.focus();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the row has gone.
  useEffect(() => {
    if (nextRow === null) return;
    setNextRow(null);
    focusRow(nextRow);
  }, [nextRow]);

  function focusSearch() {
    searchField.current?.focus();
    searchField.current?.select();
  }

  usePageKeys({ '/': focusSearch, 'Mod+k': focusSearch, Escape: onLeave });

  return (
    <div className={page.list}>
      <PageHeader
        title="Recently deleted"
        action={
          <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={onLeave}>
            All pairs
          </Button>
        }
      >
        {usage && <UsageMeter {...usage} />}
      </PageHeader>
      <KvSearch
        ref={searchField}
        value={search}
        onSearch={onSearch}
        onLeave={() => focusRow(0)}
        isSearching={query.isPlaceholderData}
        isFiltered={search !== ''}
        count={count}
        total={total.data?.count}
      />
      {query.error && query.error.code !== 'UNAUTHENTICATED' && (
        <ListError
          error={query.error}
          title="The deleted pairs could not be loaded"
          isRetrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <ListSkeleton />}
      {count === 0 && <NoDeleted search={search} daysKept={total.data?.daysKept} onClear={() => onSearch('')} />}
      {pairs.length > 0 && (
        <div ref={list} className={classes.scroller}>
          <DeletedTable
            pairs={pairs}
            count={count ?? pairs.length}
            search={search}
            busyId={restoring.busyId}
            onView={(pair) => setDialog({ kind: 'view', pair })}
            onRestore={restoring.restore}
            onPurge={(pair) => setDialog({ kind: 'purge', pair })}
            onFocusRow={focusRow}
          />
          <MoreButton query={query} className={classes.more}>
            Show more
          </MoreButton>
        </div>
      )}
      {total.data && total.data.historyUsage.bytes > 0 && <HistoryUsage {...total.data.historyUsage} />}
      <DeletedDialogs
        dialog={dialog}
        refusal={restoring.refusal}
        isRestoring={restoring.busyId !== null}
        onClose={() => setDialog(null)}
        onCloseRefusal={restoring.closeRefusal}
        onRestore={restoring.restore}
        onPurged={(pair) => {
          setDialog(null);
          setNextRow(Math.max(rowOf(pair), 0));
        }}
      />
    </div>
  );
}
