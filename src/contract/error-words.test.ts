import { describe, expect, test } from 'vitest';
import { codeMeanings, isUndecided, wordsOf } from './error-words.ts';
import { type ErrorCode, type ErrorDetails, KvError } from './errors.ts';

const SECRET = 'text made up for this test';
const ofError = (code: ErrorCode, details: ErrorDetails = {}, message = SECRET) => new KvError(code, message, details);
const read = (code: ErrorCode, details?: ErrorDetails) => {
  const { title, reason } = wordsOf(ofError(code, details));
  return reason === '' ? `${title}.` : `${title}. ${reason}`;
};

const CODES = [...codeMeanings().map(([code]) => code as ErrorCode), 'UNREACHABLE'] as const;

describe('words for people', () => {
  test.each(CODES)('%s has a title and whole sentences, with and without figures', (code) => {
    const figures: ErrorDetails[] = [
      {},
      { current_version: 0 },
      { current_version: 3, used: 5, limit: 5, size: 7, status: 502 },
    ];
    for (const details of figures) {
      const { title, reason } = wordsOf(ofError(code, details, 'A key needs a letter.'));

      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(reason).toMatch(/^$|^[A-Z0-9].*\.$/);
      expect(title + reason).not.toMatch(/undefined|NaN|null/);
    }
  });

  test('only refused input is explained by the message of the server', () => {
    const explained = CODES.filter((code) =>
      Object.values(wordsOf(ofError(code)))
        .join()
        .includes(SECRET),
    );

    expect(explained).toEqual(['BAD_USER_INPUT']);
  });

  test.each<[string, ErrorCode, ErrorDetails?]>([
    ['Too many requests. Try again in 7 seconds.', 'RATE_LIMITED', { retry_after: 7 }],
    ['Too many requests. Try again in 1 second.', 'RATE_LIMITED', { retry_after: 1 }],
    ['Too many requests. Try again in a minute.', 'RATE_LIMITED'],
    ['Licence limit reached. 1,000 of 1,000 pairs are in use.', 'LICENSE_LIMIT_REACHED', { used: 1e3, limit: 1e3 }],
    [
      'The value is too large. It takes 1,048,577 bytes; the limit is 1,048,576 bytes.',
      'VALUE_TOO_LARGE',
      { size: 1_048_577, limit: 1_048_576 },
    ],
    ['The value is nested too deeply. At most 512 levels of arrays and objects are allowed.', 'VALUE_TOO_DEEP'],
    ['The pair is at another version. It is now at version 3.', 'VERSION_CONFLICT', { current_version: 3 }],
    ['There is no pair with this key. It may have been deleted.', 'VERSION_CONFLICT', { current_version: 0 }],
    ['The server is not a KV Store (HTTP 404).', 'UNREACHABLE', { status: 404 }],
    ['The server cannot be reached. The response was HTTP 502.', 'UNREACHABLE', { status: 502 }],
    ['The server cannot be reached. It did not answer.', 'UNREACHABLE'],
  ])('%s', (sentences, code, details) => {
    expect(read(code, details)).toBe(sentences);
  });

  test('use the given address and number formats', () => {
    const { title } = wordsOf(ofError('UNREACHABLE'), { address: 'http://a:1' });
    const { reason } = wordsOf(ofError('VALUE_TOO_LARGE', { size: 2_048, limit: 1_024 }), {
      bytes: (bytes) => `${bytes / 1_024} KB`,
    });

    expect(title).toBe('The server at http://a:1 cannot be reached');
    expect(reason).toBe('It takes 2 KB; the limit is 1 KB.');
  });
});

test('an error is undecided only if its outcome is unknown', () => {
  const undecided = CODES.filter((code) => isUndecided(ofError(code)));

  expect(undecided).toEqual(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'UNREACHABLE']);
  expect(isUndecided(ofError('UNREACHABLE', { status: 502 }))).toBe(true);
  expect(isUndecided(ofError('UNREACHABLE', { status: 404 }))).toBe(false);
});
