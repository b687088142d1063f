import { Button } from '@mantine/core';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import { DiffDialog } from '#ui/shared/dialog/DiffDialog.tsx';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { formatClock, formatCount } from '#ui/shared/text/format.ts';
import type { Base } from '../../data/base.ts';
import type { Draft } from '../drafts/draft-store.ts';

/** What the draft is compared with: its base, or a newer version. Or the base is compared with a draft found again. */
export type Compared =
  | { readonly with: 'saved' }
  | { readonly with: 'theirs'; readonly theirs: OpenPair }
  | { readonly with: 'draft'; readonly draft: Draft };

interface PairDiffProps {
  compared: Compared;
  /** The version that the draft is based on. */
  base: Base;
  /** The draft as JSON text. */
  mine: string;
  saveObstacle: string | undefined;
  onSave: () => void;
  onKeep: (theirs: OpenPair) => void;
  onTake: (theirs: OpenPair) => void;
  onRestore: (draft: Draft) => void;
  onDiscard: (draft: Draft) => void;
  onClose: () => void;
}

/** Compares texts of one pair side by side. */
export function PairDiff(props: PairDiffProps) {
  const { compared, base, mine, saveObstacle, onSave, onKeep, onTake, onRestore, onDiscard, onClose } = props;
  const baseLabel = base.id === null ? 'Nothing (the pair was deleted)' : `Version ${formatCount(base.version)}, saved`;
  if (compared.with === 'saved') {
    return (
      <DiffDialog
        title="Your changes"
        {...toComparison(base.valueText, mine)}
        originalLabel={baseLabel}
        modifiedLabel="Your text"
        onClose={onClose}
        onSave={() => saveObstacle === undefined && onSave()}
        primary={
          <GuardedButton obstacle={saveObstacle} onClick={onSave}>
            Save
          </GuardedButton>
        }
      />
    );
  }
  if (compared.with === 'draft') {
    const { draft } = compared;
    return (
      <DiffDialog
        title="Saved value and your unsaved draft"
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
            Use theirs, drop mine
          </Button>
          <Button variant="default" onClick={() => onKeep(theirs)}>
            Keep mine, drop their changes
          </Button>
        </>
      }
    />
  );
}
