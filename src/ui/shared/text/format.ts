const KIB = 1024;
const UNITS = ['KB', 'MB', 'GB'] as const;

const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const dayOfYear = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndClock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
// The page is in English, so relative times are too; numbers and dates follow the reader's locale.
const short = new Intl.RelativeTimeFormat('en', { style: 'short' });
const days = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `1,234,567`, in the reader's locale. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `812 B`, `12.4 KB`, `1 MB`. 1 KB is 1,024 bytes, as in the limits. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${whole.format(bytes)} B`;
  let amount = bytes;
  let unit = -1;
  // 1,023.95 KB would round to "1,024 KB", so it is shown as 1 MB.
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

const STEPS = [
  { below: HOUR, unitMs: MINUTE, unit: 'minute', words: short },
  { below: DAY, unitMs: HOUR, unit: 'hour', words: short },
  { below: 7 * DAY, unitMs: DAY, unit: 'day', words: days },
] as const;

/** `just now`, `2 min ago`, `yesterday`; the date after a week, so that neighbours compare. A server clock that is up to a minute ahead counts as now. */
export function formatRelative(iso: string, now: number = Date.now()): string {
  const passed = now - Date.parse(iso);
  if (Math.abs(passed) < MINUTE) return 'just now';
  const step = STEPS.find(({ below }) => Math.abs(passed) < below);
  if (!step) {
    const isThisYear = new Date(iso).getFullYear() === new Date(now).getFullYear();
    return (isThisYear ? dayOfYear : day).format(new Date(iso));
  }
  return step.words.format(-Math.trunc(passed / step.unitMs), step.unit).replace('.', '');
}

/** The date, in the reader's locale. */
export function formatDay(iso: string): string {
  return day.format(new Date(iso));
}

/** Date and time to the second, with the time zone, in the reader's locale. */
export function formatExact(iso: string): string {
  return exact.format(new Date(iso));
}

/** `10:42` for today, with the date for any other day; `at` in ms. */
export function formatClock(at: number, now: number = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? clock : dayAndClock).format(at);
}
