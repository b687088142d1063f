import { expect, test } from 'vitest';
import { firstRequests, requestName } from './first-requests.ts';

const names = (pathname: string, search = '') =>
  firstRequests(pathname, search).map(({ document, variables }) => requestName(document, variables));

const LIST = 'ListPairs {"where":{},"order_by":[{"key":"asc"}],"limit":100,"offset":0}';

test.each([
  ['/', '', []],
  ['/sign-in', '', []],
  ['/teams', '', []],
  ['/team/activity', '', ['GetCaller {}']],
  ['/api', '', ['GetCaller {}']],
  ['/team/kv', '', ['GetCaller {}', 'GetUsage {}', LIST]],
  ['/team/kv/', '', ['GetCaller {}', 'GetUsage {}', LIST]],
  ['/team/kv', '?deleted=1', ['GetCaller {}', 'GetUsage {}']],
  ['/team/kv/a%2Fb', '', ['GetCaller {}', 'GetUsage {}', LIST, 'GetPair {"key":"a/b"}']],
  ['/team/kv/a/b', '', ['GetCaller {}', 'GetUsage {}', LIST, 'GetPair {"key":"a/b"}']],
  ['/team/kv/100%', '', ['GetCaller {}', 'GetUsage {}', LIST, 'GetPair {"key":"100%"}']],
  // No key can be like that, so the page does not ask.
  [`/team/kv/${'k'.repeat(2000)}`, '', ['GetCaller {}', 'GetUsage {}', LIST]],
])('the page at %s%s asks first for %o', (pathname, search, expected) => {
  expect(names(pathname, search)).toEqual(expected);
});

test('the list of an address is asked for as it is shown', () => {
  expect(names('/team/kv', '?q=50%25&sort=updated&dir=desc')[2]).toBe(
    'ListPairs {"where":{"key":{"_ilike":"%50\\\\%%"}},"order_by":[{"updated":"desc"}],"limit":100,"offset":0}',
  );
});
