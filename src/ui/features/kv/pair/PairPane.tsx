import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { kvQueries } from '../data/kv.queries.ts';
import { isOwnAnswer } from '../data/pair-cache.ts';
import { PairEditor, type PairEditorProps } from './edit/PairEditor.tsx';
import { MissingPair } from './MissingPair.tsx';
import { PairHeader } from './PairHeader.tsx';
import classes from './Pane.module.css';

/** The route asks for the value before this part of the page has come. */
const JUST_MS = 2_000;

export type PairPaneProps = Omit<PairEditorProps, 'opened' | 'latest' | 'latestAt' | 'onGone'>;

/** The open pair. Give it another React `key` for each pair, because a draft belongs to one pair. */
export function PairPane(props: PairPaneProps) {
  const { pairKey, onClose } = props;
  // A cached value is shown immediately and read again, because a draft should start from the newest version. A value
  // that has just come, or that this page has just written, is the newest.
  const { data, dataUpdatedAt, error, isFetching, refetch } = useQuery({
    ...kvQueries.pair(pairKey),
    refetchOnMount: ({ state }) => isOwnAnswer(state.data) || Date.now() - state.dataUpdatedAt < JUST_MS || 'always',
  });
  const [opened, setOpened] = useState<OpenPair | null>(null);
  const [formerId, setFormerId] = useState<string | null>(null);
  if (opened === null && data) setOpened(data);

  // If the pair is restored, the editor starts with the value stored then.
  const giveUp = useCallback((id: string | null) => {
    setOpened(null);
    setFormerId(id);
  }, []);

  // An open value stays open whatever later answers say, because there may be a draft of it.
  if (opened !== null && data !== undefined) {
    return <PairEditor {...props} opened={opened} latest={data} latestAt={dataUpdatedAt} onGone={giveUp} />;
  }
  if (data === null) {
    return <MissingPair pairKey={pairKey} formerId={formerId} onClose={onClose} />;
  }

  return (
    <div className={classes.pane}>
      <PairHeader pairKey={pairKey} onClose={onClose} />
      <div className={classes.notice}>
        {error ? (
          <ErrorPanel
            error={error}
            title="The value could not be loaded"
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <p role="status" data-loading>
            Loading the value…
          </p>
        )}
      </div>
    </div>
  );
}
