const KIB = 1024;
const UNITS = ['KB', 'MB', 'GB'] as const;

const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
// The words of the page are English, so these are too; figures and dates follow the reader's locale.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** `1,234,567`, in the reader's locale. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `812 B`, `12.4 KB`, `1 MB`: 1 KB is 1,024 bytes, as the limits count. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${whole.format(bytes)} B`;
  let amount = bytes;
  let unit = -1;
  // 1,023.95 KB would be written "1,024 KB": that is 1 MB.
  while (unit < UNITS.length - 1 && (unit < 0 || Math.round(amount * 10) / 10 >= KIB)) {
    amount /= KIB;
    unit += 1;
  }
  return `${oneDigit.format(amount)} ${UNITS[unit]}`;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly (readonly [below: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [HOUR, MINUTE, 'minute'],
  [DAY, HOUR, 'hour'],
  [7 * DAY, DAY, 'day'],
  [30 * DAY, 7 * DAY, 'week'],
  [365 * DAY, 30 * DAY, 'month'],
  [Number.POSITIVE_INFINITY, 365 * DAY, 'year'],
];

/** `just now`, `2 min. ago`, `yesterday`. A server clock that is ahead counts as now, up to a minute. */
export function formatRelative(iso: string, now: number = Date.now()): string {
  const passed = now - Date.parse(iso);
  if (Math.abs(passed) < MINUTE) return 'just now';
  for (const [below, unitMs, unit] of STEPS) {
    if (Math.abs(passed) < below) return relative.format(-Math.trunc(passed / unitMs), unit).replace('.', '');
  }
  return formatExact(iso);
}

/** Date and time to the second, with the time zone, in the reader's locale. */
export function formatExact(iso: string): string {
  return exact.format(new Date(iso));
}
