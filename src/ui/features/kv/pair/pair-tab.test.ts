import { expect, test } from 'vitest';
import { PAIR_TABS, parsePairSearch, toPairSearch, toPairTab } from './pair-tab.ts';

test('every tab comes back from the address', () => {
  for (const tab of PAIR_TABS) expect(toPairTab(parsePairSearch({ ...toPairSearch(tab) }).tab)).toBe(tab);
});

test('the value is not in the address', () => {
  expect(toPairSearch('value').tab).toBeUndefined();
  expect(toPairSearch('use').tab).toBe('use');
});

test.each([undefined, '', 'nope', 'Use', 7, null, ['use']])('%j shows the value', (tab) => {
  expect(toPairTab(parsePairSearch({ tab }).tab)).toBe('value');
});
