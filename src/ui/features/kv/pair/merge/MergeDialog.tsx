import { Button, Group } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import type { JsonConflict, MergeChoice } from '#json/merge.ts';
import { findJsonProblem } from '#json/text.ts';
import { announce } from '#ui/shared/announce.ts';
import { GuardedButton } from '#ui/shared/button/GuardedButton.tsx';
import frame from '#ui/shared/dialog/EditorFrame.module.css';
import { fitHeight } from '#ui/shared/dialog/fit-height.ts';
import { TallDialog } from '#ui/shared/dialog/TallDialog.tsx';
import { toComparison } from '#ui/shared/editor/comparison.ts';
import { ValueDiff } from '#ui/shared/editor/ValueDiff.tsx';
import { IS_MAC } from '#ui/shared/keys/is-mac.ts';
import { isSaveKey } from '#ui/shared/keys/key-name.ts';
import { ReturnFocus } from '#ui/shared/keys/ReturnFocus.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import type { Base } from '../../data/base.ts';
import { MergeConflict } from './MergeConflict.tsx';
import classes from './MergeDialog.module.css';
import { mergeDraft, toShownText } from './merge-draft.ts';
import { describeAutomatic, describeConflicts } from './merge-words.ts';

interface MergeDialogProps {
  base: Base;
  /** The newest version; it changes if someone saves again. */
  theirs: OpenPair;
  /** The draft as JSON text, which may have mistakes. */
  mine: string;
  /** The merged text goes into the editor, and is saved from there if wanted. */
  onAccept: (theirs: OpenPair, text: string, isToSave: boolean) => void;
  onClose: () => void;
}

/** Only these are shown; the buttons for all decide the others. */
const SHOWN_CONFLICTS = 200;

const SAVE_KEYS = IS_MAC ? '⌘↵' : 'Ctrl+Enter';

/** Identifies a conflict by its path and texts: if a newer version leaves them the same, the choice stands. */
const nameOf = ({ path, base, theirs, mine }: JsonConflict) => JSON.stringify([path, base, theirs, mine]);

/** Asks which side of every conflict to keep, and shows the merged text. Render it only while it is open. */
export function MergeDialog({ base, theirs, mine, onAccept, onClose }: MergeDialogProps) {
  const [first] = useState(theirs);
  const [choices, setChoices] = useState<ReadonlyMap<string, MergeChoice>>(new Map());
  // A merge of 1 MiB takes a fifth of a second, so it runs once for each version, not for each choice.
  const merge = useMemo(() => {
    const made = mergeDraft(base.valueText, theirs.value_text, mine);
    return { ...made, names: made.conflicts.map(nameOf) };
  }, [base.valueText, theirs.value_text, mine]);

  const chosen = merge.names.map((name) => choices.get(name));
  const openCount = chosen.filter((choice) => choice === undefined).length;
  const text = toShownText(merge.toText(chosen), mine);
  const comparison = toComparison(theirs.value_text, text);
  const version = formatCount(theirs.version);
  const undecided = openCount === 0 ? undefined : describeOpen(openCount);
  const obstacle = undecided ?? (findJsonProblem(text) && 'Your text is not valid JSON. Edit it before saving.');
  const hidden = merge.conflicts.length - SHOWN_CONFLICTS;

  const choose = (names: readonly string[], choice: MergeChoice) =>
    setChoices((now) => new Map([...now, ...names.map((name) => [name, choice] as const)]));

  function save() {
    if (obstacle === undefined) onAccept(theirs, text, true);
    else announce(obstacle);
  }

  function saveByKeys(event: KeyboardEvent) {
    if (!isSaveKey(event)) return;
    event.preventDefault();
    save();
  }

  return (
    <TallDialog
      onClose={onClose}
      title={`Merge with version ${version}`}
      size="min(1200px, calc(100vw - 48px))"
      closeOnClickOutside={false}
      bodyClassName={classes.body}
      onKeyDown={saveByKeys}
    >
      <ReturnFocus />
      <div className={classes.summary}>
        <div role="status">
          {theirs !== first && (
            <p className={classes.moved}>
              {theirs.updated_by} saved version {version}. The merge now includes it.
            </p>
          )}
          <p>
            {describeAutomatic(merge, theirs.updated_by)} {describeConflicts(merge.conflicts.length)}{' '}
            {merge.isWhole && 'Your text is not valid JSON, so you can only keep or drop all of it.'}
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, with the keyboard too.
        <section className={classes.conflicts} aria-label="Conflicts" tabIndex={0}>
          {merge.conflicts.slice(0, SHOWN_CONFLICTS).map((conflict, index) => {
            const name = merge.names[index] ?? '';
            return (
              <MergeConflict
                key={name}
                conflict={conflict}
                baseName={base.id === null ? 'no pair' : `version ${formatCount(base.version)}`}
                theirName={theirs.updated_by}
                choice={chosen[index]}
                isFirst={index === 0}
                onChoose={(choice) => choose([name], choice)}
              />
            );
          })}
          {hidden > 0 && <p>… and {formatCount(hidden)} more. The buttons above decide all of them.</p>}
        </section>
      )}
      <div className={frame.labels}>
        <span>
          Version {version}, saved by {theirs.updated_by}
        </span>
        <span>{openCount === 0 ? 'The merged text' : 'The merged text, with theirs for open conflicts'}</span>
      </div>
      <div
        className={frame.texts}
        style={{ height: fitHeight([mine, comparison.original, comparison.modified], '34vh') }}
      >
        {comparison.original === comparison.modified ? (
          <p className={frame.notice}>The merged text equals version {version}.</p>
        ) : (
          <ValueDiff {...comparison} originalLabel={`Version ${version}`} modifiedLabel="The merged text" />
        )}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <GuardedButton variant="default" obstacle={undecided} onClick={() => onAccept(theirs, text, false)}>
          Edit before saving
        </GuardedButton>
        <GuardedButton obstacle={obstacle} keys={SAVE_KEYS} onClick={save}>
          Merge and save
        </GuardedButton>
      </Group>
    </TallDialog>
  );
}

const describeOpen = (count: number) =>
  `Resolve ${formatCount(count)} more ${count === 1 ? 'conflict' : 'conflicts'} first.`;
