import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatJson } from '#json/format.ts';
import { historyQueries } from '#ui/features/kv/data/history.queries.ts';
import { CopyButton } from '#ui/shared/button/CopyButton.tsx';
import { ValueView } from '#ui/shared/editor/ValueView.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { ErrorPanel } from '#ui/shared/page/ErrorPanel.tsx';
import { Sentence } from '#ui/shared/text/Exact.tsx';
import frame from './EditorFrame.module.css';
import { fitHeight } from './fit-height.ts';
import { TallDialog } from './TallDialog.tsx';
import classes from './ValueDialog.module.css';

interface ValueDialogProps {
  pairId: string;
  version: number;
  title: string;
  /** The part of the title that is data. */
  exact?: string;
  /** Buttons beside Close. */
  actions?: ReactNode;
  onClose: () => void;
}

/** The value of one version, read-only. Render it only while it is open. */
export function ValueDialog({ pairId, version, title, exact, actions, onClose }: ValueDialogProps) {
  const { data, error, isFetching, refetch } = useQuery(historyQueries.version(pairId, version));
  const valueText = data?.value_text;

  return (
    <TallDialog onClose={onClose} title={<Sentence text={title} exact={exact} />} size="min(860px, calc(100vw - 48px))">
      <ReturnFocus />
      <div
        className={frame.texts}
        style={{ height: fitHeight([typeof valueText === 'string' ? formatJson(valueText) : '']) }}
      >
        {typeof valueText === 'string' && <ValueView valueText={valueText} label={title} />}
        {error && (
          <ErrorPanel
            error={error}
            title="The value could not be loaded"
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        )}
        {!error && typeof valueText !== 'string' && (
          <p role="status" className={frame.notice}>
            {data === undefined ? 'Loading the value…' : 'The value of this version is no longer stored.'}
          </p>
        )}
      </div>
      <Group justify="flex-end" gap="sm" className={classes.actions}>
        {typeof valueText === 'string' && <CopyButton text={valueText} label="Copy this value" />}
        {actions}
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </TallDialog>
  );
}
