import { expect, test } from 'vitest';
import { describeUse } from './describe-last-read.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const use = {
  created: '2026-11-01T00:00:00.000Z',
  last_read: null,
  last_read_by: null,
  since: '2026-10-01T00:00:00.000Z',
};

test('a read is described with its time and its reader', () => {
  const read = { ...use, last_read: '2026-11-21T11:00:00.000Z', last_read_by: 'nightly-etl' };

  expect(describeUse(read, NOW)).toBe('Last read 3 days ago by nightly-etl');
});

test('a pair created since reads are recorded was never read', () => {
  expect(describeUse(use, NOW)).toBe('Never read through the API');
});

test('an older pair was not read since reads are recorded', () => {
  expect(describeUse({ ...use, created: '2025-01-01T00:00:00.000Z' }, NOW)).toMatch(
    /^Not read through the API since .*2026/,
  );
});
