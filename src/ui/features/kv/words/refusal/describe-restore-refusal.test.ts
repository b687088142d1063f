import { expect, test } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { describeRestoreRefusal } from './describe-restore-refusal.ts';

const describe = (...error: ConstructorParameters<typeof KvError>) =>
  describeRestoreRefusal(new KvError(...error), 'a');

test('the licence limit is explained with the figures that restoring would need', () => {
  expect(describe('LICENSE_LIMIT_REACHED', '', { used: 50, limit: 50 }).message).toContain('would need 51 of 50 pairs');
});

test('a key that another pair has now is named', () => {
  const refusal = describe('BAD_USER_INPUT', 'refused', { current_version: 3 });

  expect(refusal.message).toContain('“a” exists again');
  expect(refusal.takenKey).toBe('a');
});

test("any other refused input is explained in the server's words", () => {
  expect(describe('BAD_USER_INPUT', 'A note is too long.').message).toContain('A note is too long.');
});

test('without an answer the restore is not reported as refused', () => {
  expect(describe('UNREACHABLE', '').title).toBe('Not restored yet');
});
