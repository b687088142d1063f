import { Radio } from '@mantine/core';
import { formatPath } from '#json/diff.ts';
import { formatJson } from '#json/format.ts';
import type { JsonConflict, MergeChoice } from '#json/merge.ts';
import { findJsonProblem } from '#json/text.ts';
import { visibleText } from '../../words/key-text.ts';
import classes from './MergeConflict.module.css';

interface MergeConflictProps {
  conflict: JsonConflict;
  /** The version that the draft is based on, for example "version 13". */
  baseName: string;
  theirName: string;
  choice: MergeChoice | undefined;
  /** It has the focus when the dialog opens, so that an arrow key chooses. */
  isFirst: boolean;
  onChoose: (choice: MergeChoice) => void;
}

/** A path that both sides changed differently: the value before, theirs and mine. */
export function MergeConflict({ conflict, baseName, theirName, choice, isFirst, onChoose }: MergeConflictProps) {
  const path = formatPath(conflict.path);
  return (
    <Radio.Group
      className={classes.conflict}
      label={
        path === '' ? (
          'The whole value'
        ) : (
          <span translate="no" className={classes.path}>
            {visibleText(path)}
          </span>
        )
      }
      value={choice ?? null}
      onChange={(value) => onChoose(value === 'mine' ? 'mine' : 'theirs')}
    >
      <div className={classes.sides}>
        <div className={classes.base}>
          <span className={classes.name}>Base: {baseName}</span>
          <Excerpt text={conflict.base} absence="not there" />
        </div>
        <Radio.Card
          value="theirs"
          className={classes.side}
          aria-label={`Theirs: ${describe(conflict.theirs)}`}
          data-autofocus={isFirst || undefined}
        >
          <span className={classes.name}>
            <Radio.Indicator size="xs" /> Theirs: {theirName}
          </span>
          <Excerpt text={conflict.theirs} absence="removed" />
        </Radio.Card>
        <Radio.Card value="mine" className={classes.side} aria-label={`Mine: ${describe(conflict.mine)}`}>
          <span className={classes.name}>
            <Radio.Indicator size="xs" /> Mine
          </span>
          <Excerpt text={conflict.mine} absence="removed" />
        </Radio.Card>
      </div>
    </Radio.Group>
  );
}

const MAX_SPOKEN = 80;
const MAX_CHARACTERS = 600;
const MAX_LINES = 8;

function describe(text: string | undefined): string {
  if (text === undefined) return 'removed';
  return text.length > MAX_SPOKEN ? `${text.slice(0, MAX_SPOKEN)}…` : text;
}

/** The start of a text; the preview has all of it. */
function Excerpt({ text, absence }: { text: string | undefined; absence: string }) {
  if (text === undefined) return <em className={classes.absent}>{absence}</em>;
  // A longer text is cut before its layout matters.
  const shown = text.length > 100_000 || findJsonProblem(text) ? text : formatJson(text);
  const lines = shown.slice(0, MAX_CHARACTERS).split('\n');
  const excerpt = lines.slice(0, MAX_LINES).join('\n');
  return (
    <code translate="no" className={classes.text}>
      {excerpt}
      {excerpt.length < shown.length && ' …'}
    </code>
  );
}
