// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each(['/team/kv', '/team/kv/a%2Fb?q=x&sort=updated', '/api'])('%s is opened after signing in', (next) => {
  expect(safeNext(next)).toBe(next);
});

test.each([
  undefined,
  '',
  'team/kv',
  '//other.example',
  '/\\other.example',
  'https://other.example/',
  'javascript:alert(1)',
  '/sign-in',
  '/sign-in?next=/sign-in',
  '/\t/other.example',
])('%j opens the list instead', (next) => {
  expect(safeNext(next)).toBe('/team/kv');
});
