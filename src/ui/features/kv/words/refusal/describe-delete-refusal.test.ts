import { expect, test } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { describeDeleteRefusal } from './describe-delete-refusal.ts';

test('a pair that has changed is not reported as a failure', () => {
  const refusal = describeDeleteRefusal(new KvError('VERSION_CONFLICT', '', { current_version: 1_400 }));

  expect(refusal.title).toBe('Not deleted: the pair has changed');
  expect(refusal.message).toContain('Someone else saved version 1,400 first.');
});

test('without an answer the deletion is not reported as refused', () => {
  expect(describeDeleteRefusal(new KvError('UNAVAILABLE', '')).title).toBe('Not deleted yet');
});
