import { expect, test } from 'vitest';
import { type ErrorCode, KvError } from '#contract/errors.ts';
import { describeSaveRefusal } from './describe-save-refusal.ts';

const CODES: readonly ErrorCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'VERSION_CONFLICT',
  'LICENSE_LIMIT_REACHED',
  'VALUE_TOO_LARGE',
  'VALUE_TOO_DEEP',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
  'UNREACHABLE',
];

test.each(CODES)('%s says that nothing was saved, and that the text is safe', (code) => {
  const { title, message } = describeSaveRefusal(new KvError(code, 'The server says so.'));

  expect(title).toMatch(/^Not saved/);
  expect(message).toContain('Your text is safe here.');
  expect(message).toMatch(/\.$/);
});

test('the licence limit is explained with its figures', () => {
  const error = new KvError('LICENSE_LIMIT_REACHED', '', { used: 50, limit: 50 });

  expect(describeSaveRefusal(error).message).toContain('50 of 50 pairs are in use');
});
