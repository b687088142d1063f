import { useDocumentTitle } from '@mantine/hooks';
import { use, useEffect, useRef } from 'react';
import type { PairListState } from '#contract/page/list-search.ts';
import { LoadBoundary } from '#ui/shared/load/LoadBoundary.tsx';
import { loadOnce } from '#ui/shared/load/load-once.ts';
import { SplitView } from '#ui/shared/page/SplitView.tsx';
import { useUsage } from './data/use-usage.ts';
import { KvList } from './KvList.tsx';
import type { PairTableHandle } from './list/table/PairTable.tsx';
import { useOpenPairRow } from './list/use-open-pair-row.ts';
import { usePairRows } from './list/use-pair-rows.ts';
import { PairActionsProvider } from './PairActionsProvider.tsx';
import type { PairPaneProps } from './pair/PairPane.tsx';
import type { PairTab } from './pair/pair-tab.ts';
import { usePaneId } from './pair/use-pane-id.ts';
import { useIdleLoading } from './use-idle-loading.ts';
import { visibleKey } from './words/key-text.ts';

const loadPane = loadOnce(() => import('./pair/PairPane.tsx'));

interface KvPageProps {
  listState: PairListState;
  /** The key of the open pair. */
  openKey: string | null;
  /** The tab of the open pair. */
  tab: PairTab;
  onTabChange: (tab: PairTab) => void;
  onListStateChange: (state: PairListState, options: { replace: boolean }) => void;
  /** `search` replaces the current search; without it that stays. With `keepsTab` the new pair shows the same tab. */
  onOpen: (key: string, options?: { search?: string; keepsTab?: boolean }) => void;
  /** Shows the open pair under its new key, without a question, because it stays open. */
  onMove: (key: string) => void;
  /** Closes the open pair; with `ignoreBlocker` without a question about unsaved changes. */
  onClose: (options?: { ignoreBlocker?: boolean }) => void;
}

/** The list, with the open pair beside it. */
export function KvPage(props: KvPageProps) {
  const { listState, openKey, tab, onTabChange, onListStateChange, onOpen, onMove, onClose } = props;
  useDocumentTitle(openKey === null ? 'KV Store' : visibleKey(openKey));
  const table = useRef<PairTableHandle>(null);
  const rows = usePairRows(listState);
  const usage = useUsage();
  const { paneId, keepFor } = usePaneId(openKey);
  const openNow = useRef(openKey);
  useEffect(() => {
    openNow.current = openKey;
  });
  /** The rename may have been sent long ago, so another pair may be open now. */
  function followPair(from: string, to: string) {
    if (openNow.current !== from) return;
    keepFor(from, to);
    onMove(to);
  }
  useOpenPairRow({ rows, table, listState, openKey });
  useIdleLoading(rows.count !== undefined);

  return (
    <PairActionsProvider
      {...{ rows, table, usage, openKey, onOpen, onClose }}
      search={listState.search}
      onMoved={followPair}
    >
      <SplitView
        main={
          <KvList
            table={table}
            rows={rows}
            usage={usage}
            listState={listState}
            openKey={openKey}
            onListStateChange={onListStateChange}
            onShowValue={() => onTabChange('value')}
            onClose={() => onClose()}
          />
        }
        side={
          openKey === null ? null : (
            <LoadBoundary name="the pair" onRetry={loadPane.forgetFailure}>
              <LoadedPane
                key={paneId}
                pairKey={openKey}
                tab={tab}
                onTabChange={onTabChange}
                onClose={() => onClose()}
                onMoved={(to) => followPair(openKey, to)}
              />
            </LoadBoundary>
          )
        }
        sideLabel={openKey === null ? '' : `Pair ${visibleKey(openKey)}`}
        dividerLabel="Width of the list"
      />
    </PairActionsProvider>
  );
}

function LoadedPane(props: PairPaneProps) {
  const { PairPane } = use(loadPane());
  return <PairPane {...props} />;
}
