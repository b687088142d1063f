import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyJson } from '#testing/json-samples.ts';
import { diffJson, formatPath } from './diff.ts';

describe('two values differ', () => {
  test('where a member was changed, added or removed, and the texts are exact', () => {
    expect(diffJson('{"retries":3,"old":1.0,"hosts":[{"a":1}]}', '{"retries":3.0,"hosts":[{"a":1,"b":null}]}')).toEqual(
      {
        count: 3,
        differences: [
          { path: ['retries'], kind: 'changed', before: '3', after: '3.0' },
          { path: ['old'], kind: 'removed', before: '1.0' },
          { path: ['hosts', 0, 'b'], kind: 'added', after: 'null' },
        ],
      },
    );
  });

  test('in one item when one was inserted or removed', () => {
    expect(diffJson('[1,2,3]', '[1,9,2,3]').differences).toEqual([{ path: [1], kind: 'added', after: '9' }]);
    expect(diffJson('[1,2,2,3]', '[1,2,3]').differences).toEqual([{ path: [2], kind: 'removed', before: '2' }]);
  });

  test('as a whole when the type changed', () => {
    expect(diffJson('{"a":[]}', '{"a":{}}').differences).toEqual([
      { path: ['a'], kind: 'changed', before: '[]', after: '{}' },
    ]);
  });

  test('as a whole in an object that repeats a name, or that differs only in order or spelling', () => {
    for (const [before, after] of [
      ['{"a":1,"a":2}', '{"a":1,"a":3}'],
      ['{"a":1,"b":2}', '{"b":2,"a":1}'],
      ['{"a":1}', '{"\\u0061":1}'],
    ] as const) {
      expect(diffJson(before, after).differences).toEqual([{ path: [], kind: 'changed', before, after }]);
    }
  });

  test('in names that JavaScript treats specially', () => {
    expect(diffJson('{"2":0,"1":0,"__proto__":{"a":1}}', '{"2":0,"1":5,"__proto__":{"a":2}}').differences).toEqual([
      { path: ['1'], kind: 'changed', before: '0', after: '5' },
      { path: ['__proto__', 'a'], kind: 'changed', before: '1', after: '2' },
    ]);
  });

  test('in more places than are listed', () => {
    const before = JSON.stringify(Array.from({ length: 1_000 }, () => 0));

    const { differences, count } = diffJson(before, before.replaceAll('0', '1'), 10);

    expect(differences).toHaveLength(10);
    expect(count).toBe(1_000);
  });

  test('nowhere if and only if their texts are equal', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        expect(diffJson(before, before).count).toBe(0);
        expect(diffJson(before, after).count === 0).toBe(before === after);
      }),
    );
  });

  test('512 levels down', () => {
    const nest = (inner: string) => '[{"a":'.repeat(256) + inner + '}]'.repeat(256);

    expect(diffJson(nest('1'), nest('2')).differences[0]?.path).toHaveLength(512);
  });
});

test.each([
  [['retries'], 'retries'],
  [['hosts', 2, 'name'], 'hosts[2].name'],
  [['odd key', 'x'], '["odd key"].x'],
  [['a', 'say "hi"', '1'], 'a["say \\"hi\\""]["1"]'],
  [[0, '__proto__', ''], '[0].__proto__[""]'],
  [[], ''],
])('the path %j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
