import { lazy, type RefObject, Suspense, useRef } from 'react';
import type { PairListState } from '#contract/page/list-search.ts';
import { keyOfFile } from '#ui/shared/file/key-of-file.ts';
import { useFileDrop } from '#ui/shared/file/use-file-drop.ts';
import { ListError } from '#ui/shared/page/ListError.tsx';
import { ListSkeleton } from '#ui/shared/page/ListSkeleton.tsx';
import page from '#ui/shared/page/Page.module.css';
import { KvSearch } from '#ui/shared/page/SearchBox.tsx';
import { usePairActions } from './actions/pair-actions-context.ts';
import type { Usage } from './data/use-usage.ts';
import { KvHeader } from './KvHeader.tsx';
import classes from './KvList.module.css';
import { PairTable, type PairTableHandle } from './list/table/PairTable.tsx';
import { UnreadFilter } from './list/UnreadFilter.tsx';
import { useFirstHit } from './list/use-first-hit.ts';
import type { PairRows } from './list/use-pair-rows.ts';
import { useKvKeys } from './use-kv-keys.ts';

const NoMatch = lazy(async () => ({ default: (await import('./list/NoMatch.tsx')).NoMatch }));
const NothingUnread = lazy(async () => ({ default: (await import('./list/NothingUnread.tsx')).NothingUnread }));
const UnreadNote = lazy(async () => ({ default: (await import('./list/UnreadNote.tsx')).UnreadNote }));
const EmptyList = lazy(async () => ({ default: (await import('./list/EmptyList.tsx')).EmptyList }));
interface KvListProps {
  table: RefObject<PairTableHandle | null>;
  rows: PairRows;
  usage: Usage | undefined;
  listState: PairListState;
  openKey: string | null;
  onListStateChange: (state: PairListState, options: { replace: boolean }) => void;
  /** Shows the value of the open pair if another tab covers it. */
  onShowValue: () => void;
  /** Closes the open pair. */
  onClose: () => void;
}

/** The list of pairs with its search and filter. */
export function KvList({ table, rows, usage, listState, openKey, onListStateChange, ...keys }: KvListProps) {
  const actions = usePairActions();
  const searchField = useRef<HTMLInputElement>(null);
  const { shown, count } = rows;
  const search = (text: string) => onListStateChange({ ...listState, search: text }, { replace: true });
  const showUnread = (isUnread: boolean) => onListStateChange({ ...listState, isUnread }, { replace: false });
  const createNew = () => actions.create({ initialKey: listState.search });
  useKvKeys({ ...keys, table, rows, searchField, openKey, actions, onNew: createNew });
  const firstHit = useFirstHit({ rows, table, actions });

  const drop = useFileDrop((name, json) => actions.create({ initialKey: keyOfFile(name), initialText: json }));

  return (
    <div className={`${page.list} ${classes.list}`} {...drop}>
      <KvHeader usage={usage} onNew={createNew} />
      <KvSearch
        ref={searchField}
        value={listState.search}
        onSearch={search}
        onLeave={() => table.current?.focusRow(0)}
        onEnter={firstHit.open}
        onType={firstHit.forget}
        isSearching={rows.isSwitching}
        count={count}
        isFiltered={shown.search !== '' || shown.isUnread}
        total={usage?.used}
      >
        <UnreadFilter isOn={listState.isUnread} onChange={showUnread} />
      </KvSearch>
      <Suspense>{shown.isUnread && count !== 0 && <UnreadNote />}</Suspense>
      {rows.failure && <ListError {...rows.failure} isRetrying={rows.isRetrying} onRetry={rows.retry} />}
      {count === undefined && !rows.failure && <ListSkeleton />}
      <Suspense>
        {count === 0 && shown.isUnread && <NothingUnread search={shown.search} onShowAll={() => showUnread(false)} />}
        {count === 0 && !shown.isUnread && shown.search === '' && <EmptyList onNew={createNew} />}
        {count === 0 && !shown.isUnread && shown.search !== '' && (
          <NoMatch
            search={shown.search}
            onClear={() => {
              search('');
              searchField.current?.focus();
            }}
            onCreate={createNew}
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
        />
      )}
    </div>
  );
}
