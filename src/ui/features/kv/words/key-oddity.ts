/** What is allowed in a key but is mostly a slip of the fingers, as a sentence. */
export function findKeyOddity(key: string): string | undefined {
  if (/^\s/u.test(key)) return 'The key starts with white space. It is kept: programs have to write it the same way.';
  if (/\s$/u.test(key)) return 'The key ends with white space. It is kept: programs have to write it the same way.';
  if (/\p{Cc}/u.test(key))
    return 'The key holds a control character. It is kept: programs have to write it the same way.';
  return undefined;
}
