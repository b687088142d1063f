import { expect, test } from 'vitest';
import { UseBuffer } from './use-buffer.ts';

test('a use that comes while earlier ones are written is not forgotten with them', () => {
  const uses = new UseBuffer();
  uses.record('a', '2026-08-22T09:00:00.000Z');
  uses.record('b', '2026-08-22T09:00:00.000Z');
  const written = uses.all();
  uses.record('a', '2026-08-22T09:00:01.000Z');

  uses.forget(written);

  expect(uses.all()).toEqual([['a', '2026-08-22T09:00:01.000Z']]);
});
