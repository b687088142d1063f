import { Button } from '@mantine/core';
import { DiffDialog } from '#ui/shared/dialog/DiffDialog.tsx';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { formatClock, formatCount } from '#ui/shared/text/format.ts';
import type { Base } from '../../data/base.ts';
import type { OpenPair } from '../../data/kv.queries.ts';
import type { Draft } from '../drafts/draft-store.ts';

/** What is looked at: the draft against what it is based on, or against a newer version; or one that was left behind. */
export type Compared =
  | { readonly with: 'saved' }
  | { readonly with: 'theirs'; readonly theirs: OpenPair }
  | { readonly with: 'draft'; readonly draft: Draft };

interface PairDiffProps {
  compared: Compared;
  /** What the draft is based on. */
  base: Base;
  /** The draft as JSON text. */
  mine: string;
  onKeep: (theirs: OpenPair) => void;
  onTake: (theirs: OpenPair) => void;
  onRestore: (draft: Draft) => void;
  onDiscard: (draft: Draft) => void;
  onClose: () => void;
}

/** The draft against what is stored. */
export function PairDiff({ compared, base, mine, onKeep, onTake, onRestore, onDiscard, onClose }: PairDiffProps) {
  const baseLabel = base.id === null ? 'Nothing: the pair was deleted' : `Version ${formatCount(base.version)}, saved`;
  if (compared.with === 'saved') {
    return (
      <DiffDialog
        title="Your changes"
        {...toComparison(base.valueText, mine)}
        originalLabel={baseLabel}
        modifiedLabel="Your text"
        onClose={onClose}
      />
    );
  }
  if (compared.with === 'draft') {
    const { draft } = compared;
    return (
      <DiffDialog
        title="What is stored, and your unsaved draft"
        {...toComparison(base.valueText, draft.json)}
        originalLabel={baseLabel}
        modifiedLabel={`Draft from ${formatClock(draft.savedAt)}`}
        onClose={onClose}
        actions={
          <>
            <Button variant="default" onClick={() => onDiscard(draft)}>
              Discard draft
            </Button>
            <Button variant="default" onClick={() => onRestore(draft)}>
              Restore draft
            </Button>
          </>
        }
      />
    );
  }
  const { theirs } = compared;
  const version = formatCount(theirs.version);
  return (
    <DiffDialog
      title={`Version ${version} and your text`}
      {...toComparison(theirs.value_text, mine)}
      originalLabel={`Version ${version}, saved by ${theirs.updated_by}`}
      modifiedLabel={`Your text, based on version ${formatCount(base.version)}`}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={() => onTake(theirs)}>
            Take theirs
          </Button>
          <Button variant="default" onClick={() => onKeep(theirs)}>
            Keep editing on top of version {version}
          </Button>
        </>
      }
    />
  );
}
