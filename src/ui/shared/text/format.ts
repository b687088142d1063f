const KIB = 1024;
const UNITS = ['KB', 'MB', 'GB'] as const;

/** Made when it is first needed: the first of them takes 20 ms, and most of what a list shows needs none. */
function formatter<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const whole = formatter(() => new Intl.NumberFormat());
const oneDigit = formatter(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }));
const dayOfYear = formatter(() => new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' }));
const day = formatter(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }));
const clock = formatter(() => new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }));
const dayAndClock = formatter(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }));
const fullDay = formatter(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'full' }));
const exact = formatter(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }));

/** The usual form is written without a formatter. */
const isUsual = typeof navigator !== 'undefined' && /^en(?:-(?:US|GB))?$/.test(navigator.language);

/** `1,234,567`, in the reader's locale. */
export function formatCount(count: number): string {
  return isUsual ? String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : whole().format(count);
}

/** `812 B`, `12.4 KB`, `1 MB`. 1 KB is 1,024 bytes, as in the limits. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${formatCount(bytes)} B`;
  let amount = bytes;
  let unit = -1;
  // 1,023.95 KB would round to "1,024 KB", so it is shown as 1 MB.
  while (unit < UNITS.length - 1 && (unit < 0 || Math.round(amount * 10) / 10 >= KIB)) {
    amount /= KIB;
    unit += 1;
  }
  const isShort = isUsual && amount < 999.95;
  const digits = isShort ? String(Math.round(amount * 10) / 10) : oneDigit().format(amount);
  return `${digits} ${UNITS[unit]}`;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// The page is in English, so relative times are too; numbers and dates follow the reader's locale.
const STEPS = [
  { below: HOUR, unitMs: MINUTE, words: (count: number) => `${count} min ago` },
  { below: DAY, unitMs: HOUR, words: (count: number) => `${count} hr ago` },
  { below: 7 * DAY, unitMs: DAY, words: (count: number) => (count === 1 ? 'yesterday' : `${count} days ago`) },
] as const;

/**
 * `just now`, `2 min ago`, `yesterday`; the date after a week, so that neighbours compare. A server clock that is up to a
 * minute ahead counts as now.
 */
export function formatRelative(iso: string, now: number = Date.now()): string {
  const passed = now - Date.parse(iso);
  if (passed < MINUTE && passed > -MINUTE) return 'just now';
  const step = passed < 0 ? undefined : STEPS.find(({ below }) => passed < below);
  if (step) return step.words(Math.trunc(passed / step.unitMs));
  const isThisYear = new Date(iso).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayOfYear() : day()).format(new Date(iso));
}

/** The date, in the reader's locale. */
export function formatDay(iso: string): string {
  return day().format(new Date(iso));
}

/** The date with the day of the week, in the reader's locale. */
export function formatFullDay(at: Date): string {
  return fullDay().format(at);
}

/** Hours and minutes, in the reader's locale. */
export function formatTime(iso: string): string {
  return clock().format(new Date(iso));
}

/** Date and time to the second, with the time zone, in the reader's locale. */
export function formatExact(iso: string): string {
  return exact().format(new Date(iso));
}

/** `10:42` for today, with the date for any other day; `at` in ms. */
export function formatClock(at: number, now: number = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? clock() : dayAndClock()).format(at);
}
