import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyFromPath, pairPath } from './pair-path.ts';

/** The path as a browser normalises it. */
const asBrowser = (path: string) => new URL(path, 'http://kv.example').pathname;

const ODD_KEYS = [
  ...['a/b', '/', 'a//b', '//', '/a', 'a/', '.', '..', '...', './a', '../a', '.hidden', '~', '~.', '~..', '~~.', '~a'],
  ...[
    '%2F',
    '%',
    '%zz',
    '?',
    '#',
    'a?b#c',
    ' ',
    ' a ',
    'é😀',
    'e\u0301',
    '\u202eabc',
    'a\nb',
    '\\',
    'a+b',
    "it's",
    '"',
  ],
  ...['__proto__', '$key', 'team/kv', 'http://other.example/'],
];

describe('the address of a pair', () => {
  test.each(ODD_KEYS)('decodes to %j, even after a browser has normalised it', (key) => {
    expect(keyFromPath(asBrowser(pairPath(key)))).toBe(key);
  });

  test('decodes to any key', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (key) => {
        expect(keyFromPath(asBrowser(pairPath(key)))).toBe(key);
      }),
    );
  });

  test('is one segment under /team/kv, so that it is never the address of another page', () => {
    for (const key of ODD_KEYS) expect(asBrowser(pairPath(key))).toMatch(/^\/team\/kv\/[^/]+$/);
  });

  test('is different for every key', () => {
    expect(new Set(ODD_KEYS.map((key) => asBrowser(pairPath(key)))).size).toBe(ODD_KEYS.length);
  });
});

test.each(['/', '/team', '/team/kv', '/team/kv/', '/team/kv/a/b', '/team/kv/%E0%A4%A'])(
  '%s is not the address of a pair',
  (path) => {
    expect(keyFromPath(path)).toBeUndefined();
  },
);
