import { describe, expect, test } from 'vitest';
import { listSearchText, parseListSearch, toListState } from './list-search.ts';
import { parseSearch } from './search-params.ts';

const stateOf = (address: string) => toListState(parseListSearch(parseSearch(address)));

describe('the list in the address', () => {
  test('shows every pair by key without anything', () => {
    expect(stateOf('')).toEqual({ search: '', sort: 'key', direction: 'asc', isUnread: false });
  });

  test('takes search, column and direction', () => {
    expect(stateOf('?q=etl%2F&sort=updated&dir=desc')).toEqual({
      search: 'etl/',
      sort: 'updated',
      direction: 'desc',
      isUnread: false,
    });
  });

  test.each([
    '?sort=value',
    '?sort=',
    '?sort=__proto__',
    '?dir=up',
    '?dir=7',
    '?unknown=1',
    '?unread=7',
    '?unread=',
    '?q',
    '?q=%00',
    '?q=a%00b',
  ])('falls back to the default for %s', (address) => {
    expect(stateOf(address)).toEqual({ search: '', sort: 'key', direction: 'asc', isUnread: false });
  });

  test.each(['123', 'true', 'null', '"a"', '{"a":1}', ' a', 'a&b=c', '100%', 'é😀', 'a+b'])(
    'searches for %j as the text that it is',
    (search) => {
      const state = { search, sort: 'size', direction: 'desc', isUnread: false } as const;
      expect(stateOf(listSearchText(state))).toEqual(state);
    },
  );

  test('takes the filter for pairs that nobody reads', () => {
    const state = { search: '', sort: 'key', direction: 'asc', isUnread: true } as const;

    expect(stateOf('?unread=90')).toEqual(state);
    expect(listSearchText(state)).toBe('?unread=90');
  });

  test('is that of deleted pairs only when that is said exactly', () => {
    expect(parseListSearch(parseSearch('?deleted=1')).deleted).toBe('1');
    for (const address of ['', '?deleted', '?deleted=0', '?deleted=true']) {
      expect(parseListSearch(parseSearch(address)).deleted).toBeUndefined();
    }
  });

  test('leaves defaults out', () => {
    expect(listSearchText({ search: '', sort: 'key', direction: 'asc', isUnread: false })).toBe('');
    expect(listSearchText({ search: 'a', sort: 'key', direction: 'desc', isUnread: false })).toBe('?q=a&dir=desc');
  });
});
