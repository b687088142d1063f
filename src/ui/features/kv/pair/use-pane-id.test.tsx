// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { usePaneId } from './use-pane-id.ts';

const open = (key: string | null) => renderHook(usePaneId, { initialProps: key });

test('another pair has another pane, and so has the same pair opened again', () => {
  const { result, rerender } = open('a');
  const ids = [result.current.paneId];
  for (const key of ['b', null, 'a']) {
    rerender(key);
    ids.push(result.current.paneId);
  }

  expect(new Set(ids).size).toBe(4);
});

test('a renamed pair keeps its pane', () => {
  const { result, rerender } = open('a');
  const { paneId } = result.current;
  act(() => result.current.keepFor('a', 'aa'));
  rerender('aa');

  expect(result.current.paneId).toBe(paneId);
});

test('a pair with the key that the renamed one had is another pair', () => {
  const { result, rerender } = open('a');
  const { paneId } = result.current;
  act(() => result.current.keepFor('a', 'aa'));
  rerender('aa');
  rerender('a');

  expect(result.current.paneId).not.toBe(paneId);
});

test('the rename of a pair that is no longer open keeps nothing', () => {
  const { result, rerender } = open('b');
  const { paneId } = result.current;
  act(() => result.current.keepFor('a', 'aa'));
  rerender('aa');

  expect(result.current.paneId).not.toBe(paneId);
});
