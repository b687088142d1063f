import { expect, test } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { describeRenameRefusal } from './describe-rename-refusal.ts';

const conflict = new KvError('VERSION_CONFLICT', '', { current_version: 14 });

test('a key that was just taken is distinguished from a pair that has changed', () => {
  expect(describeRenameRefusal(conflict, true).title).toBe('Not renamed: the key is taken');
  expect(describeRenameRefusal(conflict, false).message).toContain('Someone else saved version 14 first');
});

test('without an answer the rename is not reported as refused', () => {
  expect(describeRenameRefusal(new KvError('UNREACHABLE', ''), false).title).toBe('Not renamed yet');
});

test('any other refusal is reported as one', () => {
  expect(describeRenameRefusal(new KvError('FORBIDDEN', ''), false).title).toBe(
    'Not renamed: this API key is not allowed to do that',
  );
});
