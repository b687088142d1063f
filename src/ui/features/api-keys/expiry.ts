const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long a new API key stays valid: `never`, a number of days, or until the end of a day. */
export const EXPIRIES = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'date', label: 'On a date' },
] as const;

export type Expiry = (typeof EXPIRIES)[number]['value'];

/** The instant, ISO 8601 in UTC; null for never, undefined while there is no valid date. `date` is `yyyy-mm-dd`. */
export function toExpiryInstant(expiry: Expiry, date: string, now: number): string | null | undefined {
  if (expiry === 'never') return null;
  if (expiry !== 'date') return new Date(now + Number(expiry) * DAY_MS).toISOString();
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return undefined;
  // The whole of that day, where the person is.
  const end = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), 23, 59, 59);
  return end.getTime() > now ? end.toISOString() : undefined;
}

/** `yyyy-mm-dd` of today, where the person is. */
export function toDateInput(at: number): string {
  const day = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

const SOON_MS = 7 * DAY_MS;

/** Whether a key expires within a week. */
export const isExpiringSoon = (expires: string, now: number): boolean => Date.parse(expires) - now < SOON_MS;
