import { Button, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { JsonConflict, MergeChoice } from '#json/merge.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import frame from '#ui/shared/dialog/EditorFrame.module.css';
import { TallDialog } from '#ui/shared/dialog/TallDialog.tsx';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { ValueDiff } from '#ui/shared/editor/ValueDiff.tsx';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import type { Base } from '../../data/base.ts';
import type { OpenPair } from '../../data/kv.queries.ts';
import { MergeConflict } from './MergeConflict.tsx';
import classes from './MergeDialog.module.css';
import { mergeDraft, toShownText } from './merge-draft.ts';
import { describeByThemselves, describeConflicts } from './merge-words.ts';

interface MergeDialogProps {
  base: Base;
  /** What the server has now; another one when it moves again. */
  theirs: OpenPair;
  /** The draft as JSON text, which may have mistakes. */
  mine: string;
  onAccept: (theirs: OpenPair, text: string) => void;
  onClose: () => void;
}

/** So many are shown; the others are decided by the buttons for all of them. */
const SHOWN_CONFLICTS = 200;

/** The same place with the same three texts: a choice that was made for it stands. */
const nameOf = ({ path, base, theirs, mine }: JsonConflict) => JSON.stringify([path, base, theirs, mine]);

/** Asks about every place that two sides changed differently, and shows what comes out. Render it only while it is open. */
export function MergeDialog({ base, theirs, mine, onAccept, onClose }: MergeDialogProps) {
  const [first] = useState(theirs);
  const [choices, setChoices] = useState<ReadonlyMap<string, MergeChoice>>(new Map());
  // Takes a fifth of a second for 1 MiB: once for each version, not with every choice.
  const merge = useMemo(() => {
    const made = mergeDraft(base.valueText, theirs.value_text, mine);
    return { ...made, names: made.conflicts.map(nameOf) };
  }, [base.valueText, theirs.value_text, mine]);

  const chosen = merge.names.map((name) => choices.get(name));
  const openCount = chosen.filter((choice) => choice === undefined).length;
  const text = toShownText(merge.toText(chosen), mine);
  const comparison = toComparison(theirs.value_text, text);
  const version = formatCount(theirs.version);
  const hidden = merge.conflicts.length - SHOWN_CONFLICTS;

  const choose = (names: readonly string[], choice: MergeChoice) =>
    setChoices((now) => new Map([...now, ...names.map((name) => [name, choice] as const)]));

  return (
    <TallDialog
      onClose={onClose}
      title={`Merge with version ${version}`}
      size="min(1200px, calc(100vw - 48px))"
      closeOnClickOutside={false}
      bodyClassName={classes.body}
    >
      <ReturnFocus />
      <div className={classes.summary}>
        <div role="status">
          {theirs !== first && (
            <p className={classes.moved}>
              {theirs.updated_by} saved version {version} meanwhile. The merge was made again with it.
            </p>
          )}
          <p>
            {describeByThemselves(merge, theirs.updated_by)} {describeConflicts(merge.conflicts.length)}{' '}
            {merge.isWhole && 'Your text is not valid JSON, so it can be taken or left as a whole only.'}
          </p>
        </div>
        {merge.conflicts.length > 1 && (
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => choose(merge.names, 'theirs')}>
              Theirs for all
            </Button>
            <Button size="xs" variant="default" onClick={() => choose(merge.names, 'mine')}>
              Mine for all
            </Button>
          </Group>
        )}
      </div>
      {merge.conflicts.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too.
        <section className={classes.conflicts} aria-label="Changed by both" tabIndex={0}>
          {merge.conflicts.slice(0, SHOWN_CONFLICTS).map((conflict, index) => {
            const name = merge.names[index] ?? '';
            return (
              <MergeConflict
                key={name}
                conflict={conflict}
                baseName={base.id === null ? 'no pair' : `version ${formatCount(base.version)}`}
                theirName={theirs.updated_by}
                choice={chosen[index]}
                onChoose={(choice) => choose([name], choice)}
              />
            );
          })}
          {hidden > 0 && <p>… and {formatCount(hidden)} more. The buttons above choose for all of them.</p>}
        </section>
      )}
      <div className={frame.labels}>
        <span>
          Version {version}, saved by {theirs.updated_by}
        </span>
        <span>{openCount === 0 ? 'The merged text' : 'The merged text, with theirs where nothing is chosen yet'}</span>
      </div>
      <div className={`${frame.texts} ${classes.diff}`}>
        {comparison.original === comparison.modified ? (
          <p className={frame.notice}>The merged text is version {version} as it is.</p>
        ) : (
          <ValueDiff {...comparison} originalLabel={`Version ${version}`} modifiedLabel="The merged text" />
        )}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <GuardedButton
          obstacle={openCount === 0 ? undefined : describeOpen(openCount)}
          hint="Puts it into the editor. Nothing is saved until you save it."
          onClick={() => onAccept(theirs, text)}
        >
          Use the merged text
        </GuardedButton>
      </Group>
    </TallDialog>
  );
}

const describeOpen = (count: number) =>
  count === 1 ? 'Choose for one more place first.' : `Choose for ${formatCount(count)} more places first.`;
