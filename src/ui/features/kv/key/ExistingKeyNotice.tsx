import { Anchor, Checkbox } from '@mantine/core';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import type { ExistingPair } from '../data/existing.queries.ts';
import { visibleKey, visibleText } from '../words/key-text.ts';
import classes from './ExistingKeyNotice.module.css';

interface ExistingKeyNoticeProps {
  pair: ExistingPair;
  isReplacing?: boolean;
  /** Omitted if the value cannot be replaced here. */
  onReplacingChange?: (isReplacing: boolean) => void;
  onOpen: () => void;
}

/** Says that the key exists, and offers to open that pair or to replace exactly the version shown here. */
export function ExistingKeyNotice({ pair, isReplacing, onReplacingChange, onOpen }: ExistingKeyNoticeProps) {
  const version = formatCount(pair.version);
  return (
    <div className={classes.notice} role="status">
      <div>
        “<Exact>{visibleKey(pair.key)}</Exact>” already exists.{' '}
        <Anchor component="button" type="button" size="sm" onClick={onOpen}>
          Open it
        </Anchor>
      </div>
      <div className={classes.facts}>
        Version {version}, updated <RelativeTime iso={pair.updated} by={pair.updated_by} /> by{' '}
        <Exact>{pair.updated_by}</Exact>: <Exact className={classes.preview}>{visibleText(pair.preview)}</Exact>
      </div>
      {onReplacingChange && (
        <Checkbox
          size="xs"
          label={`Replace its value (version ${version} stays in History)`}
          checked={isReplacing}
          onChange={(event) => onReplacingChange(event.currentTarget.checked)}
        />
      )}
    </div>
  );
}
