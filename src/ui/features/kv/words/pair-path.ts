/**
 * A key in the address is always one segment under `/team/kv/`; slashes become `%2F`. Browsers remove the segments `.`
 * and `..` even when they are percent-encoded, so these two keys get a `~` in front. So does every key that already
 * looks like that, so that no two keys share an address.
 */
const BASE = '/team/kv/';
const DOTS = /^~*\.\.?$/;
const ESCAPED_DOTS = /^~+\.\.?$/;

/** The segment, not percent-encoded yet. */
export const segmentFromKey = (key: string): string => (DOTS.test(key) ? `~${key}` : key);

/** The key of a segment that is already percent-decoded. */
export const keyFromSegment = (segment: string): string => (ESCAPED_DOTS.test(segment) ? segment.slice(1) : segment);

/** The address of the pair, percent-encoded for `href`. */
export function pairPath(key: string): string {
  // Half of a surrogate pair cannot be percent-encoded; no stored key has one.
  return BASE + encodeURIComponent(segmentFromKey(key.toWellFormed()));
}

/** The key of an address made by `pairPath`; undefined for any other address. */
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
