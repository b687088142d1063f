import { Button } from '@mantine/core';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { formatCount } from '#ui/shared/format.ts';
import type { OpenPair } from '../kv.queries.ts';
import type { Base } from './base.ts';
import { DiffDialog } from './DiffDialog.tsx';

interface PairDiffProps {
  /** What the draft is based on. */
  base: Base;
  /** A newer version to compare with instead. */
  theirs: OpenPair | null;
  /** The draft as JSON text. */
  mine: string;
  onKeep: (theirs: OpenPair) => void;
  onTake: (theirs: OpenPair) => void;
  onClose: () => void;
}

/** The draft against what is stored. */
export function PairDiff({ base, theirs, mine, onKeep, onTake, onClose }: PairDiffProps) {
  if (theirs === null) {
    return (
      <DiffDialog
        title="Your changes"
        {...toComparison(base.valueText, mine)}
        originalLabel={
          base.id === null ? 'Nothing: the pair was deleted' : `Version ${formatCount(base.version)}, saved`
        }
        modifiedLabel="Your text"
        onClose={onClose}
      />
    );
  }
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
