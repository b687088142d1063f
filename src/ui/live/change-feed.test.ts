import { expect, test } from 'vitest';
import { collect, type Feed, MOST_CHANGES } from './change-feed.ts';

const nothing = { key_value_id: null, key: null, previous_key: null, operation: null, version: null };
const start = (revision: number) => ({ key_value_change: { ...nothing, revision, resync: false } });
const resync = (revision: number) => ({ key_value_change: { ...nothing, revision, resync: true } });
const change = (revision: number) => ({
  key_value_change: {
    revision,
    resync: false,
    key_value_id: `id ${revision}`,
    key: `key ${revision}`,
    previous_key: null,
    operation: 'update',
    version: revision,
  },
});

const collectAll = (events: Parameters<typeof collect>[1][], feed?: Feed) =>
  events.reduce<Feed | undefined>((sum, event) => collect(sum, event), feed);

const revisionsOf = (feed: Feed | undefined) => feed?.changes.map(({ revision }) => revision);

test('a feed holds what came after its beginning', () => {
  const feed = collectAll([start(3), change(4), change(5)]);

  expect(feed).toMatchObject({ origin: { revision: 3, isResync: false }, since: 3 });
  expect(revisionsOf(feed)).toEqual([4, 5]);
  expect(feed?.changes[0]).toEqual({
    revision: 4,
    id: 'id 4',
    key: 'key 4',
    previousKey: null,
    operation: 'update',
    version: 4,
  });
});

test('a resync, and the beginning of another connection, begin it again', () => {
  const first = collectAll([start(3), change(4)]);
  const second = collectAll([resync(90), change(91)], first);
  const third = collectAll([start(91), change(92)], second);

  expect(second).toMatchObject({ origin: { revision: 90, isResync: true }, since: 90 });
  expect(revisionsOf(second)).toEqual([91]);
  expect(third).toMatchObject({ origin: { revision: 91, isResync: false }, since: 91 });
  expect(third?.origin).not.toBe(second?.origin);
});

test('changes keep the beginning that they came after', () => {
  const begun = collectAll([start(3)]);

  expect(collectAll([change(4), change(5)], begun)?.origin).toBe(begun?.origin);
});

test('the same event twice on the same feed, as React may do, gives the same', () => {
  const feed = collectAll([start(3), change(4)]);

  expect(collect(feed, change(5))).toEqual(collect(feed, change(5)));
  expect(revisionsOf(feed)).toEqual([4]);
});

test('of many changes the last stay, and it says from where on', () => {
  const feed = collectAll([start(0), ...Array.from({ length: MOST_CHANGES + 10 }, (_, at) => change(at + 1))]);

  expect(feed?.changes).toHaveLength(MOST_CHANGES);
  expect(feed?.since).toBe(10);
  expect(feed?.changes[0]?.revision).toBe(11);
});
