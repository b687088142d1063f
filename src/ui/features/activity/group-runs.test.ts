import { expect, test } from 'vitest';
import { groupRuns } from './group-runs.ts';

const update = (key: string, more: object = {}) => ({
  ...{ key, operation: 'update', created_by: 'etl', note: null },
  ...more,
});
const sizes = (changes: ReturnType<typeof update>[]) => groupRuns(changes).map(({ changes: all }) => all.length);

test('four updates of one key in a row become one entry, fewer do not', () => {
  expect(sizes(Array.from({ length: 300 }, () => update('cursor')))).toEqual([300]);
  expect(sizes(Array.from({ length: 3 }, () => update('cursor')))).toEqual([1, 1, 1]);
});

test.each([
  ['another key', update('other')],
  ['someone else', update('cursor', { created_by: 'maria' })],
  ['another action', update('cursor', { operation: 'restore' })],
  ['a note', update('cursor', { note: 'why' })],
])('%s in between ends a run', (_, other) => {
  const four = Array.from({ length: 4 }, () => update('cursor'));
  expect(sizes([...four, other, ...four])).toEqual([4, 1, 4]);
});

test('the newest stands for all, and none is lost', () => {
  const changes = Array.from({ length: 5 }, (_, at) => ({ ...update('cursor'), revision: 5 - at }));
  const [run] = groupRuns(changes);
  expect(run?.latest.revision).toBe(5);
  expect(run?.changes.map(({ revision }) => revision)).toEqual([5, 4, 3, 2, 1]);
});
