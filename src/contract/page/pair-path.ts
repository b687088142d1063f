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

/** The key that an address is of, however it was typed; undefined for the address of anything else. */
export function keyFromPath(pathname: string): string | undefined {
  if (!pathname.startsWith(BASE) || pathname === BASE) return undefined;
  return keyFromSegment(decodeLeniently(pathname.slice(BASE.length)));
}

/** The address as the router reads it: a typed one may have plain slashes, or a percent sign that encodes nothing. */
export function toRoutablePath(pathname: string): string {
  const key = keyFromPath(pathname);
  if (key === undefined) return pathname;
  const segment = pathname.slice(BASE.length);
  return segment.includes('/') || decode(segment) === undefined ? pairPath(key) : pathname;
}

/** The same for an address with a search and a hash. */
export const toRoutableHref = (href: string): string => href.replace(/^[^?#]*/, toRoutablePath);

/** What cannot be decoded stands for itself. */
const decodeLeniently = (text: string): string =>
  decode(text) ?? text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => decode(bytes) ?? bytes);

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
