import { ActionIcon, Checkbox } from '@mantine/core';
import { IconArrowBackUp, IconArrowsDiff, IconEye } from '@tabler/icons-react';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatBytes, formatCount } from '#ui/shared/text/format.ts';
import { RelativeTime } from '#ui/shared/text/RelativeTime.tsx';
import type { PairVersion } from '../../data/history.queries.ts';
import { describeClient, describeOperation } from '../../words/describe-change.ts';
import { visibleKey, visibleText } from '../../words/key-text.ts';
import { formatSizeChange } from './size-change.ts';
import classes from './VersionRow.module.css';

interface VersionRowProps {
  version: PairVersion;
  /** The version before it; undefined when there is none or when it has expired. */
  before: PairVersion | undefined;
  isCurrent: boolean;
  isPicked: boolean;
  onPick: () => void;
  onView: () => void;
  /** Compares it with the current version. */
  onCompare: () => void;
  onRestore: () => void;
}

export function VersionRow(props: VersionRowProps) {
  const { version, before, isCurrent, isPicked, onPick, onView, onCompare, onRestore } = props;
  const { operation, key, size, preview, created, created_by, via, note } = version;
  const name = `version ${formatCount(version.version)}`;
  const hasValue = size !== null;
  const change = formatSizeChange(size, before?.size);

  return (
    <li className={classes.row} data-current={isCurrent || undefined}>
      <div className={classes.pick}>
        {hasValue && <Checkbox size="xs" aria-label={`Compare ${name}`} checked={isPicked} onChange={() => onPick()} />}
      </div>
      <div className={classes.words}>
        <div className={classes.line}>
          <strong className={classes.number}>{formatCount(version.version)}</strong>
          <span className={classes.operation}>
            {describeOperation(operation)}
            {operation === 'rename' && (
              <>
                {before && before.key !== key && (
                  <>
                    {' '}
                    from <Exact className={classes.key}>{visibleKey(before.key)}</Exact>
                  </>
                )}{' '}
                to <Exact className={classes.key}>{visibleKey(key)}</Exact>
              </>
            )}
          </span>
          {isCurrent && <span className={classes.current}>Current</span>}
          {hasValue && (
            <span className={classes.size}>
              {formatBytes(size)}
              {change && <span className={classes.change}> {change}</span>}
            </span>
          )}
        </div>
        <div className={classes.facts}>
          <RelativeTime iso={created} /> · <Exact>{created_by}</Exact> {describeClient(via)}
        </div>
        {note && <div className={classes.note}>“{visibleText(note)}”</div>}
        {preview && (
          <div translate="no" className={classes.preview}>
            {visibleText(preview)}
          </div>
        )}
      </div>
      <div className={classes.actions}>
        {hasValue && (
          <ActionIcon aria-label={`View ${name}`} data-hint="View this value" onClick={onView}>
            <IconEye size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
        {hasValue && !isCurrent && (
          <>
            <ActionIcon
              aria-label={`Compare ${name} with the current one`}
              data-hint="Compare with the current version"
              onClick={onCompare}
            >
              <IconArrowsDiff size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
            <ActionIcon aria-label={`Restore ${name}`} data-hint="Restore this version" onClick={onRestore}>
              <IconArrowBackUp size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          </>
        )}
      </div>
    </li>
  );
}
