import { expect, test } from 'vitest';
import { assertKey } from '#contract/limits.ts';
import { compactJson, jsonTypeOf } from '#json/text.ts';
import { seedWrites } from './seed-pairs.ts';

test('seeded pairs are always the same, and a larger seed starts with a smaller one', () => {
  const few = [...seedWrites(100)];

  expect([...seedWrites(100)]).toEqual(few);
  expect([...seedWrites(200)].slice(0, few.length)).toEqual(few);
});

test('the requested number of different keys is seeded', () => {
  const keys = new Set(Array.from(seedWrites(5_000), ({ key }) => key));

  expect(keys.size).toBe(5_000);
});

test('seeded keys and values are valid, and values are compact', () => {
  for (const { key, valueText } of seedWrites(5_000)) {
    assertKey(key);
    expect(compactJson(valueText)).toBe(valueText);
  }
});

test('seeded values have every type and differ in size', () => {
  const writes = [...seedWrites(5_000)];

  const types = new Set(writes.map(({ valueText }) => jsonTypeOf(valueText)));
  expect(types).toEqual(new Set(['object', 'array', 'string', 'number', 'boolean', 'null']));
  expect(Math.max(...writes.map(({ valueText }) => valueText.length))).toBeGreaterThan(20_000);
});
