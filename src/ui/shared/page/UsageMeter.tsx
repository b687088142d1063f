import { formatCount } from '#ui/shared/text/format.ts';
import classes from './UsageMeter.module.css';

const WARN_SHARE = 0.8;

interface UsageMeterProps {
  used: number;
  limit: number;
}

/** "37/50 pairs". Near the limit it says so in words, not only in colour. */
export function UsageMeter({ used, limit }: UsageMeterProps) {
  const left = Math.max(0, limit - used);
  const share = limit > 0 ? Math.min(1, used / limit) : 1;
  const level = left === 0 ? 'full' : share >= WARN_SHARE ? 'warning' : 'quiet';
  const rest = level === 'full' ? 'limit reached' : `${formatCount(left)} left`;

  return (
    <div className={classes.usage} data-level={level}>
      <span className={classes.figures} aria-hidden>
        <span translate="no" className={classes.used}>
          {formatCount(used)}/{formatCount(limit)}
        </span>{' '}
        pairs
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be styled like this in every browser. */}
      <div
        role="meter"
        aria-label="Pairs in use"
        aria-valuemin={0}
        aria-valuemax={Math.max(limit, used, 1)}
        aria-valuenow={used}
        aria-valuetext={`${formatCount(used)} of ${formatCount(limit)} pairs in use, ${rest}`}
        className={classes.bar}
      >
        {/* An SVG, because the length would need an inline style otherwise. */}
        <svg width="100%" height="4" preserveAspectRatio="none" viewBox="0 0 100 4" aria-hidden="true">
          <rect width={share * 100} height="4" className={classes.fill} />
        </svg>
      </div>
      {level !== 'quiet' && (
        <span className={classes.rest} aria-hidden>
          {rest}
        </span>
      )}
    </div>
  );
}
