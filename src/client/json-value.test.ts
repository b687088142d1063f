import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromValueText, toValueText } from './json-value.ts';

describe('a value that JSON cannot represent is refused at any depth', () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['NaN', Number.NaN],
    ['Infinity', { a: Number.POSITIVE_INFINITY }],
    ['a BigInt', [1n]],
    ['a whole number beyond 2^53', 2 ** 53],
    ['a Map', new Map([['a', 1]])],
    ['a Set inside', { a: new Set([1]) }],
    ['a RegExp', /a/],
    ['itself', circular],
  ])('%s', (_name, value) => {
    expect(() => toValueText(value)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

test.each<[unknown, string]>([
  [{ a: undefined, b: 1 }, '{"b":1}'],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  [Object.create(null), '{}'],
  [runInNewContext('({})'), '{}'],
  [{}, '{}'],
  [2 ** 53 - 1, '9007199254740991'],
  [1e21, '1e+21'],
  ['\ud800', String.raw`"\ud800"`],
])('%j is stored as JSON.stringify writes it', (value, text) => {
  expect(toValueText(value)).toBe(text);
});

test.each([
  '9007199254740993',
  '12345678901234567890',
  '1e400',
  '1e-400',
  '0.1234567890123456789',
  '[1e999999999999999999]',
  '{"a":1,"a":1}',
  '[{"a":1,"b":{"\\u0061":1,"a":2}}]',
])('%s is not returned as a JavaScript value', (text) => {
  expect(() => fromValueText(text)).toThrow(/getKeyValueText/);
});

test.each<[string, unknown]>([
  ['1.0', 1],
  ['-0', -0],
  ['0e999999999999999999', 0],
  ['1.50e3', 1500],
  ['100000000000000000000', 1e20],
  ['1e21', 1e21],
  ['0.1', 0.1],
  ['{"__proto__":1}', JSON.parse('{"__proto__":1}')],
  ['"12345678901234567890"', '12345678901234567890'],
])('%s is returned as a JavaScript value', (text, value) => {
  expect(fromValueText(text)).toStrictEqual(value);
});

test('every number that JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(fromValueText(JSON.stringify(number))).toBe(JSON.parse(JSON.stringify(number)));
    }),
  );
});
