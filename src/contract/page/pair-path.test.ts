import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyFromPath, pairPath, toRoutablePath } from './pair-path.ts';

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

test.each(['/', '/team', '/team/kv', '/team/kv/', '/team/activity'])('%s is not the address of a pair', (path) => {
  expect(keyFromPath(path)).toBeUndefined();
  expect(toRoutablePath(path)).toBe(path);
});

test.each([
  ['/team/kv/sl/a//b', 'sl/a//b'],
  ['/team/kv/sl/a/b', 'sl/a/b'],
  ['/team/kv/a/', 'a/'],
  ['/team/kv//', '/'],
  ['/team/kv/100%', '100%'],
  ['/team/kv/%E0%A4%A', '%E0%A4%A'],
  ['/team/kv/50%25/100%', '50%/100%'],
  ['/team/kv/%zz%C3%A9', '%zzé'],
])('the typed address %s is of exactly one key, %j', (path, key) => {
  expect(keyFromPath(path)).toBe(key);
  expect(toRoutablePath(path)).toBe(pairPath(key));
});

test('an address that the router can read stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (key) => {
      expect(toRoutablePath(asBrowser(pairPath(key)))).toBe(asBrowser(pairPath(key)));
    }),
  );
});
