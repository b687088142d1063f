const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** "29 days", "5 hours": whole units that are surely left, so that nobody comes too late. */
export function formatTimeLeft(until: string, now: number): string {
  const leftMs = Date.parse(until) - now;
  if (leftMs < HOUR_MS) return 'less than an hour';
  const [count, unit] = leftMs < DAY_MS ? [Math.floor(leftMs / HOUR_MS), 'hour'] : [Math.floor(leftMs / DAY_MS), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
