// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { createMemoryHistory } from '@tanstack/react-router';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairPath } from '#contract/page/pair-path.ts';
import { createAppRouter } from './router.ts';

const open = (address: string) =>
  createAppRouter(new QueryClient(), createMemoryHistory({ initialEntries: [address] }));

const keyAt = (address: string): unknown => {
  const router = open(address);
  return router.matchRoutes(router.latestLocation).at(-1)?.params;
};

test('every key has an address that opens it, by a link as by a reload', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (key) => {
      const address = new URL(pairPath(key), 'http://kv.example').pathname;
      expect(keyAt(address)).toEqual({ key });
      const { publicHref } = open('/team/kv').buildLocation({ to: '/team/kv/$key', params: { key } });
      expect(new URL(publicHref, 'http://kv.example').pathname).toBe(address);
    }),
  );
});

test.each([
  ['/team/kv/sl/a//b', 'sl/a//b'],
  ['/team/kv/sl/a/b?tab=history', 'sl/a/b'],
  ['/team/kv/a/', 'a/'],
  ['/team/kv/100%', '100%'],
  ['/team/kv/%E0%A4%A', '%E0%A4%A'],
])('the typed address %s opens the key %j and no other', (address, key) => {
  expect(keyAt(address)).toEqual({ key });
});
