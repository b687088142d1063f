import { describe, expect, test } from 'vitest';
import type { FeedEvent } from '../feed.ts';
import type { Scope } from '../store.ts';
import { type ContractContext, createTenant, type TestLoad, type TestTenant } from './contract-fixtures.ts';

const WRITERS = 30;
/** Breaks of the follower's connection in the long run. */
const BREAKS = 40;

/** Following a tenant. */
export function testFeed(context: ContractContext, { changes }: Pick<TestLoad, 'changes'>): void {
  /** The next `count` events from after a revision. */
  async function follow(scope: Scope, count: number, after?: number): Promise<FeedEvent[]> {
    const stop = new AbortController();
    const events: FeedEvent[] = [];
    for await (const event of context.store.follow(scope, { after, signal: stop.signal })) {
      events.push(event);
      if (events.length === count) break;
    }
    stop.abort();
    return events;
  }

  async function write({ pairs }: TestTenant, count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) await pairs.set({ key: `key ${number}`, valueText: '1' });
  }

  describe('without a revision to go on from', () => {
    test('begins with the present revision and tells what comes after it', async () => {
      const tenant = await createTenant(context.store);
      await write(tenant, 2);
      const stop = new AbortController();
      const feed = context.store.follow(tenant.scope, { signal: stop.signal })[Symbol.asyncIterator]();
      expect(await feed.next()).toEqual({ done: false, value: { kind: 'start', revision: 2 } });

      const next = feed.next();
      const { id } = await tenant.pairs.set({ key: 'key 1', valueText: '2' });

      expect((await next).value).toEqual({
        kind: 'change',
        revision: 3,
        change: {
          revision: 3,
          pairId: id,
          key: 'key 1',
          previousKey: null,
          operation: 'update',
          version: 2,
          at: context.clock.read().toISOString(),
          actorName: 'ada',
        },
      });
      stop.abort();
      expect(await feed.next()).toEqual({ done: true, value: undefined });
    });
  });

  test('goes on after the revision that was seen last', async () => {
    const tenant = await createTenant(context.store);
    await write(tenant, 3);
    const [pair] = await tenant.pairs.list({ limit: 1 });
    await tenant.pairs.delete({ id: pair?.id ?? '' });

    const events = await follow(tenant.scope, 4, 1);

    expect(events.map(({ kind, revision }) => `${kind} ${revision}`)).toEqual([
      'start 1',
      'change 2',
      'change 3',
      'change 4',
    ]);
    expect(events[3]).toMatchObject({ change: { operation: 'delete', key: 'key 0', version: 2 } });
  });

  test('tells the key that a renamed pair had before', async () => {
    const tenant = await createTenant(context.store);
    const { id } = await tenant.pairs.set({ key: 'before', valueText: '1' });
    await tenant.pairs.rename({ id, key: 'after' });

    const events = await follow(tenant.scope, 2, 1);

    expect(events.at(-1)).toMatchObject({ change: { operation: 'rename', key: 'after', previousKey: 'before' } });
  });

  test('tells nothing of other tenants', async () => {
    const ours = await createTenant(context.store);
    const theirs = await createTenant(context.store);
    const events = follow(ours.scope, 3, 0);
    await write(theirs, 5);
    await write(ours, 2);

    expect((await events).map((event) => event.kind === 'change' && event.change.revision)).toEqual([false, 1, 2]);
  });

  test('asks for a full refetch if the revision is of another database', async () => {
    const tenant = await createTenant(context.store);
    await write(tenant, 2);

    expect(await follow(tenant.scope, 2, 99)).toEqual([
      { kind: 'start', revision: 99 },
      { kind: 'resync', revision: 2 },
    ]);
  });

  test('ends immediately when asked to, even while nothing happens', async () => {
    const { scope } = await createTenant(context.store);
    const stop = new AbortController();
    const feed = context.store.follow(scope, { signal: stop.signal })[Symbol.asyncIterator]();
    await feed.next();
    const next = feed.next();

    stop.abort();

    expect(await next).toEqual({ done: true, value: undefined });
  });

  test(`misses nothing of ${changes} changes by ${WRITERS} writers, in order, whenever its connection breaks`, async () => {
    const tenant = await createTenant(context.store);
    const each = Math.floor(changes / WRITERS);
    const total = each * WRITERS;
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let number = 0; number < each; number += 1) {
        const key = `${writer}/${number % 20}`;
        await tenant.pairs.set({ key, valueText: String(number) });
      }
    });

    const seen: number[] = [];
    const operations = new Map<string, number>();
    let random = 7;
    while (seen.length < total) {
      random = (random * 48_271) % 2_147_483_647;
      const untilBreak = 1 + (random % Math.ceil((2 * total) / BREAKS));
      const wanted = Math.min(untilBreak, total - seen.length);
      for (const event of await follow(tenant.scope, 1 + wanted, seen.at(-1) ?? 0)) {
        if (event.kind === 'start') continue;
        if (event.kind === 'resync') throw new Error('nothing was thrown away, so nothing should be missing');
        seen.push(event.revision);
        operations.set(event.change.key, event.change.version);
      }
    }
    await Promise.all(writers);

    expect(seen).toEqual(Array.from({ length: total }, (_, at) => at + 1));
    // The last change of each key is the one that its pair shows.
    const pairs = await tenant.pairs.list({}, ['key', 'version']);
    expect(operations).toEqual(new Map(pairs.map(({ key, version }) => [key, version])));
  });
}
