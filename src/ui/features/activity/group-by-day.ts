import { formatFullDay } from '#ui/shared/text/format.ts';

interface Day<Change> {
  /** "Today", "Yesterday" or the date, in the reader's locale and time zone. */
  readonly name: string;
  readonly changes: readonly Change[];
}

const dayOf = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

function nameDay(day: Date, now: Date): string {
  const today = dayOf(now);
  if (day.getTime() === today.getTime()) return 'Today';
  // Use the calendar, because a day may have 23 or 25 hours.
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  return day.getTime() === yesterday.getTime() ? 'Yesterday' : formatFullDay(day);
}

/** Groups changes by day and keeps their order. */
export function groupByDay<Change extends { readonly created: string }>(
  changes: readonly Change[],
  now: number,
): readonly Day<Change>[] {
  const days: { name: string; changes: Change[] }[] = [];
  for (const change of changes) {
    const name = nameDay(dayOf(new Date(change.created)), new Date(now));
    const last = days.at(-1);
    if (last?.name === name) last.changes.push(change);
    else days.push({ name, changes: [change] });
  }
  return days;
}
