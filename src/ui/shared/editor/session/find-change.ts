interface Change {
  /** Start of the replaced range in the old text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
/** Whether `at` is inside something that an editor treats as one character. */
const isInside = (text: string, at: number) =>
  at > 0 && at < text.length && (isLowSurrogate(text.charCodeAt(at)) || (text[at] === '\n' && text[at - 1] === '\r'));

/** The one range in which `after` differs from `before`. Never splits a surrogate pair or a line end. */
export function findChange(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  while (isInside(before, start) || isInside(after, start)) start -= 1;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept += 1;
  while (kept > 0 && (isInside(before, before.length - kept) || isInside(after, after.length - kept))) kept -= 1;
  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) };
}
