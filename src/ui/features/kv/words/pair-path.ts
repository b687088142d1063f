/**
 * A key in the address: always one segment under `/team/kv/`, whatever the key holds. Slashes become `%2F`. Browsers
 * take the segments `.` and `..` away even when they are percent-encoded, so these two keys get a `~` in front, and
 * so does every key that already looks like that: no two keys share an address.
 */
const BASE = '/team/kv/';
const DOTS = /^~*\.\.?$/;
const ESCAPED_DOTS = /^~+\.\.?$/;

/** The segment before it is percent-encoded. */
export const segmentFromKey = (key: string): string => (DOTS.test(key) ? `~${key}` : key);

/** From the segment after it was percent-decoded. */
export const keyFromSegment = (segment: string): string => (ESCAPED_DOTS.test(segment) ? segment.slice(1) : segment);

/** The address of the pair, as in `href`. */
export function pairPath(key: string): string {
  // Half of a surrogate pair cannot be percent-encoded; no stored key has one.
  return BASE + encodeURIComponent(segmentFromKey(key.toWellFormed()));
}

/** The key of an address that `pairPath` made; undefined when the address is of another place. */
export function keyFromPath(pathname: string): string | undefined {
  if (!pathname.startsWith(BASE)) return undefined;
  const segment = pathname.slice(BASE.length);
  if (segment === '' || segment.includes('/')) return undefined;
  try {
    return keyFromSegment(decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}
