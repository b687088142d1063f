import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findChange } from './find-change.ts';

const text = () => fc.array(fc.constantFrom('a', 'b', '\r\n', '\n', '🙂', '🙃')).map((parts) => parts.join(''));

test('the change turns one text into the other and splits no character', () => {
  fc.assert(
    fc.property(text(), text(), (before, after) => {
      const change = findChange(before, after);
      const removed = before.slice(change.start, change.end);

      expect(before.slice(0, change.start) + change.text + before.slice(change.end)).toBe(after);
      expect((removed + change.text).isWellFormed()).toBe(true);
      expect(removed).not.toMatch(/\r$/);
      expect(change.text).not.toMatch(/\r$/);
    }),
  );
});

test('only what differs is replaced', () => {
  expect(findChange('{"a": 1, "b": 2}', '{"a": 3, "b": 2}')).toEqual({ start: 6, end: 7, text: '3' });
  expect(findChange('same', 'same')).toEqual({ start: 4, end: 4, text: '' });
});
