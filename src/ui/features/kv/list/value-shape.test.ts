import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonTypeOf, previewJson } from '#json/text.ts';
import { shapeOf } from './value-shape.ts';

const textOf = (json: string) =>
  shapeOf(previewJson(json), jsonTypeOf(json))
    .map(({ text }) => text)
    .join('');
const kindsOf = (json: string) => shapeOf(previewJson(json), jsonTypeOf(json)).map(({ kind }) => kind);

test.each([
  ['"plain"', 'plain'],
  ['""', '""'],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['"two\\nlines\\tand \\u0000"', 'two↵lines⇥and \\u0000'],
  ['"\\\\n"', '\\n'],
  ['12345678901234567890', '12345678901234567890'],
  ['-0', '-0'],
  ['1e400', '1e400'],
  ['true', 'true'],
  ['null', 'null'],
  ['{}', '{}'],
  ['[]', '[]'],
  ['{"source":{"host":"a","port":1},"batch_size":2}', '{source, batch_size}'],
  ['{"a":1,"a":2}', '{a, a}'],
  ['{"say \\"hi\\"":"x: {y}, \\"z\\":1"}', '{say "hi"}'],
  ['["eu-west-1",2,true,null,{"a":[1]},[2]]', '[eu-west-1, 2, true, null, {…}, […]]'],
])('%s is shown as %s', (json, shown) => {
  expect(textOf(json)).toBe(shown);
});

test('of many members the first are shown, and how many more there are', () => {
  const json = JSON.stringify(Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`m${at}`, at])));
  expect(textOf(json)).toMatch(/^\{m0, m1, .*, \+\d+\}$/);
  const shown = textOf(json).split(', ');
  expect(shown.length - 1 + Number(shown.at(-1)?.replace(/\D/g, ''))).toBe(14);
});

test('of a value that is cut nobody knows how many more there are', () => {
  expect(textOf(JSON.stringify({ first: 'x'.repeat(500), second: 1 }))).toBe('{first, …}');
  expect(textOf(JSON.stringify(['a', 'x'.repeat(500)]))).toBe('[a, …]');
  expect(textOf(JSON.stringify('y'.repeat(500)))).toMatch(/^y+…$/);
  expect(textOf(JSON.stringify({ ['n'.repeat(500)]: 1 }))).toBe('{…}');
});

test('numbers, literals and texts differ in kind', () => {
  expect(kindsOf('1')).toEqual(['number']);
  expect(kindsOf('false')).toEqual(['literal']);
  expect(kindsOf('"false"')).toEqual(['text']);
  expect(kindsOf('["a",1,null]')).toEqual(['mark', 'string', 'mark', 'number', 'mark', 'literal', 'mark']);
});

test('whole objects and arrays of any members are counted right', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 }), (value) => {
      const json = JSON.stringify(value);
      fc.pre(previewJson(json).length === json.length);
      const parts = shapeOf(previewJson(json), 'object');
      const names = parts.filter(({ kind }) => kind === 'name').length;
      const more = Number(parts.find(({ kind }) => kind === 'rest')?.text ?? 0);
      expect(names + more).toBe(Object.keys(value).length);
    }),
  );
});
