import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { Exact } from '#ui/shared/text/Exact.tsx';
import { formatBytes, formatCount } from '#ui/shared/text/format.ts';
import type { PairVersion } from '../../data/history.queries.ts';
import { describeOperation } from '../../words/describe-change.ts';
import { VersionDifference } from '../../words/difference/VersionDifference.tsx';
import { visibleKey } from '../../words/key-text.ts';
import { formatSizeChange } from './size-change.ts';
import { VersionFacts } from './VersionFacts.tsx';
import classes from './VersionRow.module.css';

interface VersionRowProps {
  pairId: string;
  version: PairVersion;
  /** The version before it; undefined when there is none or when it has expired. */
  before: PairVersion | undefined;
  isCurrent: boolean;
  /** Shows what the version changed, or its difference to the current one. */
  onOpen: (against: 'before' | 'current') => void;
  onRestore: () => void;
}

/** A version and what it changed; the whole row opens the difference to the version before it. */
export function VersionRow({ pairId, version, before, isCurrent, onOpen, onRestore }: VersionRowProps) {
  const { operation, key, size } = version;
  const number = formatCount(version.version);
  const hasValue = size !== null;
  const change = formatSizeChange(size, before?.size);
  const open = ({ shiftKey }: MouseEvent) => onOpen(shiftKey && !isCurrent ? 'current' : 'before');

  return (
    <li className={classes.row} data-current={isCurrent || undefined}>
      <div className={classes.words}>
        <div className={classes.line}>
          {hasValue ? (
            <UnstyledButton className={classes.open} aria-label={`Show what version ${number} changed`} onClick={open}>
              {number}
            </UnstyledButton>
          ) : (
            <span className={classes.number}>{number}</span>
          )}
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
        <VersionFacts version={version} />
        {hasValue && operation !== 'rename' && <VersionDifference pairId={pairId} made={version} before={before} />}
      </div>
      <div className={classes.actions}>
        {hasValue && !isCurrent && (
          <ActionIcon aria-label={`Restore version ${number}`} data-hint="Restore this version" onClick={onRestore}>
            <IconArrowBackUp size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
