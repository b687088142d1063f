import { expect, test } from 'vitest';
import { type ErrorCode, KvError } from '#contract/errors.ts';
import { describeError } from './describe-error.ts';

test.each<[ErrorCode, string]>([
  ['LICENSE_LIMIT_REACHED', 'Licence limit reached'],
  ['VALUE_TOO_LARGE', 'The value is too large'],
  ['FORBIDDEN', 'This API key is not allowed to do that'],
])('%s is in the words of the CLI, and says that nothing was changed', (code, title) => {
  const described = describeError(new KvError(code, 'The server says so.'));

  expect(described.title).toBe(title);
  expect(described.message).toContain('Nothing was changed.');
});

test.each<ErrorCode>(['UNREACHABLE', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR'])(
  '%s does not say that nothing was changed: nobody knows',
  (code) => {
    const { message } = describeError(new KvError(code, 'The server says so.'));

    expect(message).toMatch(/\.$/);
    expect(message).not.toContain('Nothing was changed');
  },
);

test("a refused input keeps the server's own sentence", () => {
  expect(describeError(new KvError('BAD_USER_INPUT', 'A note is too long.')).message).toBe('A note is too long.');
});

test('a session that has ended is not spoken of as an API key', () => {
  expect(describeError(new KvError('UNAUTHENTICATED', ''))).toEqual({
    title: 'You are signed out',
    message: 'Your session has ended. Sign in again to continue.',
  });
});
