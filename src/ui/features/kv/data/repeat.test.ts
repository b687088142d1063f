import { expect, test } from 'vitest';
import { type ErrorCode, KvError } from '#contract/errors.ts';
import { MAX_IDEMPOTENCY_KEY_CHARACTERS } from '#contract/limits.ts';
import { findUnanswered, repeatOrNew } from './repeat.ts';

const next = { key: 'k', valueText: '1', expectedVersion: 3 };

test('two presses of a button are two writes', () => {
  expect(repeatOrNew(next, null).idempotencyKey).not.toBe(repeatOrNew(next, null).idempotencyKey);
});

test('the same again after no answer is the same write', () => {
  const first = repeatOrNew(next, null);

  expect(repeatOrNew({ ...next }, first)).toBe(first);
});

test('what is left out is the same as what is undefined', () => {
  const first = repeatOrNew<{ id: string; note?: string }>({ id: '1', note: undefined }, null);

  expect(repeatOrNew({ id: '1' }, first)).toBe(first);
  expect(repeatOrNew({ id: '1', note: 'why' }, first)).not.toBe(first);
});

test.each([
  ['key', { key: 'other' }],
  ['text', { valueText: '2' }],
  ['version', { expectedVersion: 4 }],
])('another %s is another write', (_what, change) => {
  const first = repeatOrNew(next, null);
  const second = repeatOrNew({ ...next, ...change }, first);

  expect(second).toMatchObject({ ...next, ...change });
  expect(second.idempotencyKey).not.toBe(first.idempotencyKey);
});

test('an idempotency key fits into the limit', () => {
  const { idempotencyKey } = repeatOrNew(next, null);

  expect(idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  expect(idempotencyKey.length).toBeLessThanOrEqual(MAX_IDEMPOTENCY_KEY_CHARACTERS);
});

test.each<[ErrorCode, boolean]>([
  ['UNREACHABLE', true],
  ['UNAVAILABLE', true],
  ['INTERNAL_SERVER_ERROR', true],
  ['RATE_LIMITED', true],
  ['VERSION_CONFLICT', false],
  ['UNAUTHENTICATED', false],
  ['LICENSE_LIMIT_REACHED', false],
])('after %s it is unanswered: %s', (code, isUnanswered) => {
  const sent = repeatOrNew(next, null);

  expect(findUnanswered(new KvError(code, 'x'), sent, null)).toBe(isUnanswered ? sent : null);
  expect(findUnanswered(new KvError(code, 'x'), sent, sent)).toBe(isUnanswered ? sent : null);
});

test('an answer to another write leaves open what became of the first', () => {
  const first = repeatOrNew(next, null);
  const second = repeatOrNew({ ...next, valueText: '2' }, first);

  expect(findUnanswered(new KvError('VERSION_CONFLICT', 'x'), second, first)).toBe(first);
});
