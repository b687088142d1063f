import { expect, test } from 'vitest';
import { toDifferenceLines } from './difference-lines.ts';

test('a changed, an added and a removed member are a line each, with their digits as they are', () => {
  expect(toDifferenceLines('{"retries":3,"old":1.0}', '{"retries":12345678901234567890,"new":true}')).toEqual({
    lines: [
      { path: 'retries', before: '3', after: '12345678901234567890' },
      { path: 'old', before: '1.0', after: undefined },
      { path: 'new', before: undefined, after: 'true' },
    ],
    more: 0,
  });
});

test('of many differences the first ones are shown, and the rest is counted', () => {
  const { lines, more } = toDifferenceLines('[0,0,0,0,0]', '[1,2,3,4,5]');

  expect(lines.map(({ path }) => path)).toEqual(['[0]', '[1]', '[2]']);
  expect(more).toBe(2);
});

test('long texts are cut between characters, and stay on one line', () => {
  const [line] = toDifferenceLines('"a"', JSON.stringify('😀'.repeat(1_000))).lines;

  expect(line?.after).toBe(`"${'😀'.repeat(47)}…`);
  expect(toDifferenceLines('"a"', '"\u2028"').lines[0]?.after).toBe('"␤"');
});

test('equal values have no lines', () => {
  expect(toDifferenceLines('1', '1')).toEqual({ lines: [], more: 0 });
});
