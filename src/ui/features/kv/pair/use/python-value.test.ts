import { expect, test } from 'vitest';
import { toPythonLiteral } from './python-value.ts';

test.each([
  ['"bar"', '"bar"'],
  ['true', 'True'],
  ['null', 'None'],
  ['{"a":[1,false,{}],"b":"x"}', '{"a": [1, False, {}], "b": "x"}'],
  ['12345678901234567890', '12345678901234567890'],
  ['-5', '-5'],
  ['1.0', '1.0'],
  ['-0.0', '-0.0'],
  ['0.0001', '0.0001'],
  ['123456789.125', '123456789.125'],
  ['"\\u00e9\\n"', '"é\\n"'],
])('%s is written as %s', (json, literal) => {
  expect(toPythonLiteral(json)).toBe(literal);
});

test.each(['1.10', '1e400', '1e5', '1E-7', '-0', '0.00001', '0.12345678901234567890', '1e16', '[1,{"a":1.50}]'])(
  '%s would be written with other digits',
  (json) => {
    expect(toPythonLiteral(json)).toBeUndefined();
  },
);

test('Python would keep only one of two repeated members', () => {
  expect(toPythonLiteral('{"a":1,"a":2}')).toBeUndefined();
});
