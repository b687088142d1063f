import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlight, splitKey, visibleKey, visibleText } from './key-text.ts';

const marked = (text: string, search: string, from?: number, to?: number) =>
  highlight(text, search, from, to)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

describe('a key that is too long for its column', () => {
  test('keeps its last part whole', () => {
    expect(splitKey('warehouse/customers/daily/last-run')).toEqual(['warehouse/customers/daily', '/last-run']);
    expect(splitKey('prod:eu-central-1:billing:state')).toEqual(['prod:eu-central-1:billing', ':state']);
  });

  test('keeps its last characters when the last part is long', () => {
    expect(splitKey('abcdefghijklmnopqrstuvwxyz0123456789')).toEqual(['abcdefghijklmnopqrstuvwx', 'yz0123456789']);
  });

  test('is not cut when it is short', () => {
    expect(splitKey('etl/last-run')).toEqual(['etl/last-run', '']);
  });

  test('is never split inside a character, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const [head, tail] = splitKey(key);
        expect(head + tail).toBe(key);
        expect(head.isWellFormed() && tail.isWellFormed()).toBe(key.isWellFormed());
      }),
    );
  });
});

describe('a search hit', () => {
  test('is marked wherever it is, ignoring case', () => {
    expect(marked('etl/ETL-run/metl', 'Etl')).toBe('[etl]/[ETL]-run/m[etl]');
  });

  test.each(['.', '*', '(', '[', '\\', '^', '$', '|', '?', '+', '{1}'])('for %s is that character itself', (search) => {
    expect(marked(`a${search}b`, search)).toBe(`a[${search}]b`);
    expect(marked('ab', search)).toBe('ab');
  });

  test('is marked on both sides of a split', () => {
    const key = 'customers/last-run';
    expect(marked(key, 's/last', 0, 9)).toBe('customer[s]');
    expect(marked(key, 's/last', 9)).toBe('[/last]-run');
  });

  test('is not marked for an empty search', () => {
    expect(marked('abc', '')).toBe('abc');
  });
});

test('control characters and line ends are shown as symbols on one line', () => {
  expect(visibleText('a\nb\tc\u007f\u2028\u0085')).toBe('a␊b␉c␡␤␤');
});

test('spaces at the ends of a key are visible', () => {
  expect(visibleKey('  a b ')).toBe('␣␣a b␣');
});
