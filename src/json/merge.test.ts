import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyJson } from '#testing/json-samples.ts';
import { formatPath } from './diff.ts';
import { type JsonMerge, type MergeChoice, mergeJson } from './merge.ts';
import { scanJson } from './scanner.ts';
import { compactJson } from './text.ts';

const all = (merge: JsonMerge, choice: MergeChoice) => merge.toText(merge.conflicts.map(() => choice));
const numbersOf = (text: string) => {
  const numbers: string[] = [];
  scanJson(text, 0, (token, start, end) => token === 'number' && numbers.push(text.slice(start, end)), 10_000);
  return numbers;
};

/** A value and two versions of it that differ in some places, as versions of a pair do. */
const related = fc
  .tuple(
    anyJson,
    anyJson,
    anyJson,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('"base"', '"theirs"', '"mine"', '5.0'))),
  )
  .map(([base, theirs, mine, edits]) => {
    const object = (marker: string, own: string) => {
      const places = edits.map(([place, text], index) => `"p${place % 6}-${index}":${text === marker ? own : text}`);
      return `{"shared":${base}${places.map((place) => `,${place}`).join('')},"own":${own}}`;
    };
    return [object('"base"', base), object('"theirs"', theirs), object('"mine"', mine)] as const;
  });
const versions = fc.oneof(fc.tuple(anyJson, anyJson, anyJson), related);

describe('whatever the three versions are', () => {
  test('when only one side changed, its version is the result, and so is the version that both made', () => {
    fc.assert(
      fc.property(versions, ([base, changed]) => {
        expect(mergeJson(base, changed, base)).toMatchObject({ merged: changed, conflicts: [], mineCount: 0 });
        expect(mergeJson(base, base, changed)).toMatchObject({ merged: changed, conflicts: [], theirsCount: 0 });
        expect(mergeJson(base, changed, changed)).toMatchObject({ merged: changed, conflicts: [] });
      }),
    );
  });

  test('the result is compact JSON whose numbers all come from a version, whatever is chosen', () => {
    fc.assert(
      fc.property(
        versions,
        fc.array(fc.constantFrom('theirs' as const, 'mine' as const)),
        ([base, theirs, mine], choices) => {
          const merge = mergeJson(base, theirs, mine);
          const known = new Set([base, theirs, mine].flatMap(numbersOf));

          for (const merged of [merge.merged, merge.toText(choices), all(merge, 'mine')]) {
            expect(compactJson(merged)).toBe(merged);
            expect(numbersOf(merged).filter((number) => !known.has(number))).toEqual([]);
          }
        },
      ),
    );
  });

  test('the conflicts are the same from either side', () => {
    fc.assert(
      fc.property(versions, ([base, theirs, mine]) => {
        const seen = mergeJson(base, theirs, mine).conflicts;
        const swapped = mergeJson(base, mine, theirs).conflicts;
        const sorted = (conflicts: JsonMerge['conflicts']) =>
          conflicts.toSorted((a, b) => (formatPath(a.path) < formatPath(b.path) ? -1 : 1));

        expect(
          sorted(swapped.map((conflict) => ({ ...conflict, theirs: conflict.mine, mine: conflict.theirs }))),
        ).toEqual(sorted(seen));
      }),
    );
  });

  test('a conflict without a choice takes theirs, and a conflict always changes something on both sides', () => {
    fc.assert(
      fc.property(versions, ([base, theirs, mine]) => {
        const merge = mergeJson(base, theirs, mine);

        expect(merge.merged).toBe(all(merge, 'theirs'));
        for (const conflict of merge.conflicts) {
          expect(conflict.theirs).not.toBe(conflict.mine);
          expect(conflict.theirs).not.toBe(conflict.base);
          expect(conflict.mine).not.toBe(conflict.base);
        }
        expect(all(merge, 'mine') === all(merge, 'theirs')).toBe(merge.conflicts.length === 0);
      }),
    );
  });
});

test('edits in different places are both kept, and nothing else changes', () => {
  const shape = fc.array(fc.constantFrom('object', 'array', 'leaf'), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(shape, fc.nat(), fc.nat(), (kinds, first, second) => {
      const print = (edits: ReadonlyMap<number, string>) =>
        kinds.reduceRight((rest, kind, index) => {
          const own = edits.get(index) ?? `${index}.0`;
          if (kind === 'array') return `[${own},${rest},"x"]`;
          return kind === 'object' ? `{"own":${own},"__proto__":${rest}}` : `{"1":${own},"0":[${rest}]}`;
        }, 'null');
      const [mineAt, theirsAt] = [first % kinds.length, second % kinds.length];
      fc.pre(mineAt !== theirsAt);

      const mine: [number, string] = [mineAt, '{"mine":1e400}'];
      const theirs: [number, string] = [theirsAt, '[-0]'];
      const merge = mergeJson(print(new Map()), print(new Map([theirs])), print(new Map([mine])));

      expect(merge).toMatchObject({ conflicts: [], theirsCount: 1, mineCount: 1 });
      expect(merge.merged).toBe(print(new Map([mine, theirs])));
    }),
  );
});

describe('objects', () => {
  test('keep new members of both, mine after the member they follow in my text', () => {
    const merge = mergeJson('{"a":1,"z":9}', '{"n":0,"a":1,"t":2,"z":9}', '{"m":3,"a":1,"k":4,"z":9,"end":5}');

    expect(merge.merged).toBe('{"m":3,"n":0,"a":1,"k":4,"t":2,"z":9,"end":5}');
  });

  test('keep the order that one side changed', () => {
    expect(mergeJson('{"a":1,"b":2}', '{"b":2,"a":1}', '{"a":1,"b":3}').merged).toBe('{"b":3,"a":1}');
    expect(mergeJson('{"a":1,"b":2}', '{"a":5,"b":2}', '{"b":2,"a":1}').merged).toBe('{"b":2,"a":5}');
  });

  test('removed by one side and changed inside by the other are a conflict, and may be removed', () => {
    const merge = mergeJson('{"a":{"b":1},"c":1}', '{"c":1}', '{"a":{"b":2},"c":1}');

    expect(merge.conflicts).toEqual([{ path: ['a'], base: '{"b":1}', theirs: undefined, mine: '{"b":2}' }]);
    expect(merge.toText(['theirs'])).toBe('{"c":1}');
    expect(merge.toText(['mine'])).toBe('{"a":{"b":2},"c":1}');
  });

  test('removed by one side and unchanged by the other are removed', () => {
    expect(mergeJson('{"a":1,"b":2}', '{"b":2}', '{"a":1,"b":3}')).toMatchObject({
      merged: '{"b":3}',
      conflicts: [],
      theirsCount: 1,
      mineCount: 1,
    });
  });

  test('added by both under the same name are one conflict, unless they are equal', () => {
    expect(mergeJson('{}', '{"a":{"x":1}}', '{"a":{"y":1}}').conflicts).toMatchObject([{ path: ['a'] }]);
    expect(mergeJson('{}', '{"a":{"x":1}}', '{"a":{"x":1}}').conflicts).toEqual([]);
  });

  test('with a repeated name merge as a whole', () => {
    const merge = mergeJson('{"o":{"a":1,"a":2},"x":1}', '{"o":{"a":1,"a":3},"x":2}', '{"o":{"a":9,"a":2},"x":1}');

    expect(merge.conflicts).toMatchObject([{ path: ['o'], theirs: '{"a":1,"a":3}', mine: '{"a":9,"a":2}' }]);
    expect(merge.toText(['mine'])).toBe('{"o":{"a":9,"a":2},"x":2}');
  });

  test('keep the spelling of a name', () => {
    expect(mergeJson('{"a":1,"b":1}', '{"\\u0061":1,"b":1}', '{"a":2,"b":1}').merged).toBe('{"\\u0061":2,"b":1}');
  });
});

describe('arrays', () => {
  test.each([
    ['index by index when no length changed', '[1,2,3]', '[1,2,4]', '[0,2,3]', '[0,2,4]'],
    ['with items that one side added at the end', '[1,2]', '[1,2,3,4]', '[0,2]', '[0,2,3,4]'],
    ['with items that one side added at the start', '[1,2]', '[1,5]', '[9,1,2]', '[9,1,5]'],
    ['with items that the two added at different ends', '[1,2]', '[0,1,2]', '[1,2,3]', '[0,1,2,3]'],
  ])('merge %s', (_how, base, theirs, mine, merged) => {
    expect(mergeJson(base, theirs, mine)).toMatchObject({ merged, conflicts: [] });
    expect(mergeJson(base, mine, theirs)).toMatchObject({ merged, conflicts: [] });
  });

  test.each([
    ['both added at the same end', '[1,2]', '[1,2,3]', '[1,2,4]'],
    ['it is unclear at which end an item was added', '[1,1]', '[1,1,1]', '[1,2]'],
    ['both added to an empty one', '[]', '[1]', '[2]'],
    ['an item was removed', '[1,2,3]', '[1,2]', '[0,2,3]'],
    ['an item was inserted in the middle', '[1,2]', '[1,5,2]', '[1,3]'],
  ])('are one change when %s', (_why, base, theirs, mine) => {
    expect(mergeJson(base, theirs, mine).conflicts).toEqual([{ path: [], base, theirs, mine }]);
  });

  test('name conflicts by the indexes of the merged value', () => {
    expect(mergeJson('[{"a":1}]', '[0,{"a":1}]', '[{"a":2}]').conflicts).toEqual([]);
    expect(mergeJson('{"l":[{"a":1},1]}', '{"l":[{"a":3},1]}', '{"l":[{"a":2},5]}').conflicts).toMatchObject([
      { path: ['l', 0, 'a'], base: '1', theirs: '3', mine: '2' },
    ]);
  });
});

test('a change of type is one conflict', () => {
  expect(mergeJson('{"a":{"x":1}}', '{"a":[1]}', '{"a":{"x":2}}').conflicts).toMatchObject([{ path: ['a'] }]);
  expect(mergeJson('1', '"1"', '1.0').conflicts).toMatchObject([{ path: [], base: '1', theirs: '"1"', mine: '1.0' }]);
});

test('values of 1 MiB and of 512 levels are merged', () => {
  const rows = (change: (index: number) => string) =>
    `[${Array.from({ length: 30_000 }, (_, index) => `{"id":${index},"value":${change(index)}}`).join(',')}]`;
  const wide = mergeJson(
    rows(() => '1.0'),
    rows((index) => (index % 2 ? '2.0' : '1.0')),
    rows((index) => (index % 4 ? '1.0' : '3.0')),
  );
  expect(wide).toMatchObject({ conflicts: [], theirsCount: 15_000, mineCount: 7_500 });

  const nest = (filling: string, inner: string) => `{"f":"${filling}","a":`.repeat(512) + inner + '}'.repeat(512);
  const deep = mergeJson(
    nest('x'.repeat(2_000), '[1,1]'),
    nest('x'.repeat(2_000), '[2,1]'),
    nest('x'.repeat(2_000), '[1,3]'),
  );
  expect(deep.merged).toBe(nest('x'.repeat(2_000), '[2,3]'));
});

describe('items that moved', () => {
  test.each([
    ['were swapped', '[{"h":"b"},{"h":"a"}]'],
    ['moved up when the first was removed and another added', '[{"h":"b"},{"h":"c"}]'],
  ])('and %s are one conflict, so that a change is never applied to another item', (_, theirs) => {
    const mine = '[{"h":"a","on":true},{"h":"b"}]';

    expect(mergeJson('[{"h":"a"},{"h":"b"}]', theirs, mine).conflicts).toEqual([
      { path: [], base: '[{"h":"a"},{"h":"b"}]', theirs, mine },
    ]);
  });

  test('do not include an item that only became equal to one that stayed', () => {
    expect(mergeJson('[1,2,3]', '[2,2,3]', '[1,2,4]')).toMatchObject({ merged: '[2,2,4]', conflicts: [] });
  });
});
