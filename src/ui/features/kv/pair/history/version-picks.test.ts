import { expect, test } from 'vitest';
import { toComparedVersions, togglePick } from './version-picks.ts';

test('a third version replaces the one that was picked first', () => {
  expect(togglePick(togglePick(togglePick([], 4), 2), 9)).toEqual([2, 9]);
});

test('picking a version again removes it', () => {
  expect(togglePick([4, 2], 4)).toEqual([2]);
});

test('two versions are compared from the older to the newer, however they were picked', () => {
  expect(toComparedVersions([9, 2])).toEqual([2, 9]);
  expect(toComparedVersions([2, 9])).toEqual([2, 9]);
});

test('one version cannot be compared', () => {
  expect(toComparedVersions([9])).toBeUndefined();
});
