import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { NoticeBar } from '#ui/shared/page/NoticeBar.tsx';
import { Sentence } from '#ui/shared/text/Exact.tsx';
import { formatClock, formatCount } from '#ui/shared/text/format.ts';
import { visibleKey } from '../../words/key-text.ts';
import type { Draft } from './draft-store.ts';

interface DraftOfferProps {
  draft: Draft;
  /** The version of the pair now; null if there is no such pair. */
  version: number | null;
  restoreLabel?: string;
  onRestore: (draft: Draft) => void;
  /** Omitted if there is nothing to compare with. */
  onShowDifference?: (draft: Draft) => void;
  onDiscard: (draft: Draft) => void;
}

/** Offers text that was typed before a reload, a crash or a sign-out, and never saved. */
export function DraftOffer(props: DraftOfferProps) {
  const { draft, version, restoreLabel = 'Restore draft', onRestore, onShowDifference, onDiscard } = props;
  return (
    <NoticeBar
      tone="accent"
      icon={<IconHistory size={16} aria-hidden />}
      buttons={
        <>
          <Button size="xs" variant="default" onClick={() => onRestore(draft)}>
            {restoreLabel}
          </Button>
          {onShowDifference && (
            <Button size="xs" variant="default" onClick={() => onShowDifference(draft)}>
              Show difference
            </Button>
          )}
          <Button size="xs" variant="subtle" color="gray" onClick={() => onDiscard(draft)}>
            Discard draft
          </Button>
        </>
      }
    >
      Unsaved draft from {formatClock(draft.savedAt)}
      <Sentence text={describeBase(draft, version)} exact={visibleKey(draft.key)} />
    </NoticeBar>
  );
}

function describeBase({ key, base }: Draft, version: number | null): string {
  if (base === null) return key === '' ? '.' : ` for “${visibleKey(key)}”.`;
  if (version === base.version) return '. Nothing has changed since.';
  const based = `, based on version ${formatCount(base.version)}.`;
  return version === null ? based : `${based} The pair is now at version ${formatCount(version)}.`;
}
