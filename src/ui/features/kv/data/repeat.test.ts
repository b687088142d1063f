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

test.each<[ErrorCode, afterOne: boolean, afterTwo: boolean]>([
  ['UNREACHABLE', true, true],
  ['UNAVAILABLE', true, true],
  ['INTERNAL_SERVER_ERROR', true, true],
  // Refused without a look at the request: an attempt before may have been stored.
  ['RATE_LIMITED', false, true],
  ['UNAUTHENTICATED', false, true],
  ['FORBIDDEN', false, true],
  ['VERSION_CONFLICT', false, false],
  ['LICENSE_LIMIT_REACHED', false, false],
])(
  '%s leaves the outcome of one attempt unknown: %s; of a second one after no answer: %s',
  (code, afterOne, afterTwo) => {
    const sent = repeatOrNew(next, null);

    expect(findUnanswered(new KvError(code, 'x'), sent, null)).toBe(afterOne ? sent : null);
    expect(findUnanswered(new KvError(code, 'x'), sent, sent)).toBe(afterTwo ? sent : null);
  },
);

test('an answer to another write leaves open what became of the first', () => {
  const first = repeatOrNew(next, null);
  const second = repeatOrNew({ ...next, valueText: '2' }, first);

  expect(findUnanswered(new KvError('VERSION_CONFLICT', 'x'), second, first)).toBe(first);
});
