/** A warning about a key that is allowed but probably a typo, as a sentence; undefined for an ordinary key. */
export function findKeyOddity(key: string): string | undefined {
  if (/^\s/u.test(key))
    return 'The key starts with white space. It is saved as typed, so programs must use exactly this key.';
  if (/\s$/u.test(key))
    return 'The key ends with white space. It is saved as typed, so programs must use exactly this key.';
  if (/\p{Cc}/u.test(key))
    return 'The key contains a control character. It is saved as typed, so programs must use exactly this key.';
  return undefined;
}
