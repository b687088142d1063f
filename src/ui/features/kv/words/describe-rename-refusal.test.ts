import { expect, test } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { describeRenameRefusal } from './describe-rename-refusal.ts';

const conflict = new KvError('VERSION_CONFLICT', '', { current_version: 14 });

test('a key that was taken meanwhile is told apart from a pair that has changed', () => {
  expect(describeRenameRefusal(conflict, true).title).toBe('Not renamed: the key is taken');
  expect(describeRenameRefusal(conflict, false).message).toContain('Somebody saved version 14 meanwhile');
});

test('without an answer nothing is claimed', () => {
  expect(describeRenameRefusal(new KvError('UNREACHABLE', ''), false).title).toBe('Not renamed yet');
});

test('any other refusal says that it was one', () => {
  expect(describeRenameRefusal(new KvError('FORBIDDEN', ''), false).title).toBe('Not renamed');
});
