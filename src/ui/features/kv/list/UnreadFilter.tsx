import { IconEyeOff } from '@tabler/icons-react';
import { UNREAD_DAYS } from '#contract/page/list-search.ts';
import classes from './UnreadFilter.module.css';

interface UnreadFilterProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

const NAME = `Not read for ${UNREAD_DAYS} days`;

/** Shows only pairs that were not read through the API for a long time. */
export function UnreadFilter({ isOn, onChange }: UnreadFilterProps) {
  return (
    <button
      type="button"
      aria-label={NAME}
      aria-pressed={isOn}
      data-hint={isOn ? 'Show all pairs' : `Show only pairs not read through the API for ${UNREAD_DAYS} days`}
      className={classes.filter}
      onClick={() => onChange(!isOn)}
    >
      <IconEyeOff size={16} stroke={1.6} aria-hidden />
      <span className={classes.name}>{NAME}</span>
    </button>
  );
}
