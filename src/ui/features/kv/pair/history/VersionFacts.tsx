import { Exact } from '#ui/shared/text/Exact.tsx';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import type { PairVersion } from '../../data/history.queries.ts';
import { describeClient } from '../../words/describe-change.ts';
import { visibleText } from '../../words/key-text.ts';
import classes from './VersionFacts.module.css';

interface VersionFactsProps {
  version: PairVersion;
}

/** Who made a version, when, through what and why. */
export function VersionFacts({ version: { created, created_by, via, note } }: VersionFactsProps) {
  return (
    <>
      <div className={classes.facts}>
        <RelativeTime iso={created} by={created_by} /> · <Exact>{created_by}</Exact> {describeClient(via)}
      </div>
      {note && <div className={classes.note}>“{visibleText(note)}”</div>}
    </>
  );
}
