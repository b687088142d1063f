const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** "30 days", "5 hours": rounded to days, and in the last two days down to whole hours. */
export function formatTimeLeft(until: string, now: number): string {
  const leftMs = Date.parse(until) - now;
  if (leftMs < HOUR_MS) return 'less than an hour';
  const hours = Math.floor(leftMs / HOUR_MS);
  if (leftMs < 2 * DAY_MS) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.round(leftMs / DAY_MS)} days`;
}
