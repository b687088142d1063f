import { expect, test } from 'vitest';
import { MAX_IDEMPOTENCY_KEY_CHARACTERS } from '#contract/limits.ts';
import { createRandomId } from '#ui/shared/random-id.ts';
import { toWrite } from './pair-write.ts';

const next = { key: 'k', valueText: '1', expectedVersion: 3 };

test('two presses of Save are two writes', () => {
  expect(toWrite(next, null).idempotencyKey).not.toBe(toWrite(next, null).idempotencyKey);
});

test('the same text again after no answer is the same write', () => {
  const first = toWrite(next, null);

  expect(toWrite({ ...next }, first)).toBe(first);
});

test.each([
  ['key', { key: 'other' }],
  ['text', { valueText: '2' }],
  ['version', { expectedVersion: 4 }],
])('another %s is another write', (_what, change) => {
  const first = toWrite(next, null);

  expect(toWrite({ ...next, ...change }, first)).toMatchObject({ ...next, ...change });
  expect(toWrite({ ...next, ...change }, first).idempotencyKey).not.toBe(first.idempotencyKey);
});

test('an idempotency key fits into the limit', () => {
  expect(createRandomId()).toMatch(/^[0-9a-f]{32}$/);
  expect(createRandomId().length).toBeLessThanOrEqual(MAX_IDEMPOTENCY_KEY_CHARACTERS);
});
