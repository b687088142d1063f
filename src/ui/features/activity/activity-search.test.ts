import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '#contract/page/search-params.ts';
import { isFiltered, parseActivitySearch } from './activity-search.ts';

const parse = (address: string) => parseActivitySearch(parseSearch(address));

test.each(['etl/last-run', '123', 'a&b=c', '100%', ' a', 'é😀'])('the key %j comes back from the address', (key) => {
  expect(parse(stringifySearch({ key, by: 'nightly etl', operation: 'rename' }))).toEqual({
    key,
    by: 'nightly etl',
    operation: 'rename',
  });
});

test.each(['', '?key=', '?operation=explode', '?operation=__proto__', '?other=1'])(
  '%s shows every change',
  (address) => {
    expect(isFiltered(parse(address))).toBe(false);
  },
);
