import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActor, createTenant, type TestTenant } from '../../contract/contract-fixtures.ts';
import type { PairProperty } from '../../pair-fields.ts';
import type { RowFields } from '../../programs/row-text.ts';
import { TimeLimit } from '../../programs/time-limit.ts';
import type { PairFilter, PairStore, Store } from '../../store.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

const PAIRS = 3_000;
const FIELDS: RowFields<PairProperty> = [
  { name: 'k', property: 'key', form: 'text' },
  { name: 'v', property: 'valueText', form: 'as it is' },
];

/** Nothing matches, and finding that out takes seconds. */
const EXPENSIVE: PairFilter = {
  kind: 'or',
  filters: Array.from({ length: 900 }, (_, at) => ({
    kind: 'compare',
    column: 'key',
    operator: 'ilike',
    operand: `%é_${at}_%x%`,
  })),
};

let directory: string;
let store: Store;
let tenant: TestTenant;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kv-threads-'));
  store = await openSqliteStore({ file: join(directory, 'kv.sqlite') });
  tenant = await createTenant(store);
  const padding = 'é'.repeat(500);
  await Promise.all(
    Array.from({ length: 1_000 }, (_, at) => tenant.pairs.set({ key: `${padding} ${at}`, valueText: `[${at}.0]` })),
  );
  for (let from = 1_000; from < PAIRS; from += 1_000) {
    await Promise.all(
      Array.from({ length: 1_000 }, (_, at) =>
        tenant.pairs.set({ key: `${padding} ${from + at}`, valueText: `[${from + at}.0]` }),
      ),
    );
  }
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

async function textOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += typeof piece === 'string' ? piece : Buffer.from(piece).toString();
  return text;
}

const expectTooExpensive = (read: Promise<unknown>) =>
  expect(read).rejects.toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });

describe('a query that takes longer than it may', () => {
  const limited = (ms: number) => store.pairs(tenant.scope, new TimeLimit(ms));

  test('is stopped, whether it counts, lists or searches deleted pairs', async () => {
    await expectTooExpensive(limited(20).count(EXPENSIVE));
    await expectTooExpensive(limited(20).list({ filter: EXPENSIVE }));
    await expectTooExpensive(textOf(limited(20).rows({ filter: EXPENSIVE }, FIELDS)));
    await expectTooExpensive(limited(20).list({ filter: EXPENSIVE, order: [{ column: 'size', direction: 'asc' }] }));
  });

  test('shares its limit with the other reads of its request', async () => {
    const request = limited(20);
    await expectTooExpensive(request.count(EXPENSIVE));

    await expectTooExpensive(request.list({ limit: 1 }));
  });

  test('keeps no lookup, no write and no read of another key waiting', async () => {
    const other = store.pairs(await createActor(store, tenant.scope.tenantId, 'another'));
    const ended: string[] = [];
    const expensive = Array.from({ length: 3 }, () =>
      expectTooExpensive(limited(150).count(EXPENSIVE)).then(() => ended.push('expensive')),
    );

    const others = [
      tenant.pairs.count().then(() => ended.push('lookup')),
      tenant.pairs.set({ key: 'b', valueText: '1' }).then(() => ended.push('write')),
      other.list({ limit: 10 }).then(() => ended.push('read')),
    ];
    await Promise.all([...expensive, ...others]);

    expect(ended.slice(0, 3).toSorted()).toEqual(['lookup', 'read', 'write']);
  });
});

describe('a long answer', () => {
  test('is exact, in order, and in pieces', async () => {
    let pieces = 0;
    let text = '';
    for await (const piece of tenant.pairs.rows({ filter: keyAbove('é') }, FIELDS)) {
      pieces += 1;
      text += typeof piece === 'string' ? piece : Buffer.from(piece).toString();
    }

    const rows = await tenant.pairs.listWithValues({ filter: keyAbove('é') });
    expect(rows).toHaveLength(PAIRS);
    expect(text).toBe(rows.map(({ key, valueText }) => `{"k":${JSON.stringify(key)},"v":${valueText}}`).join(','));
    expect(pieces).toBeGreaterThan(5);
  });

  test('is from one snapshot, and what is read in between is not', async () => {
    const iterator = tenant.pairs.rows({ filter: keyAbove('é') }, FIELDS)[Symbol.asyncIterator]();
    const first = await iterator.next();
    await tenant.pairs.set({ key: 'é', valueText: '"new"' });
    const last = `${'é'.repeat(500)} 999`;
    const [pair] = await tenant.pairs.list({ filter: keyIs(last) });
    await tenant.pairs.delete({ id: pair?.id ?? '' });

    expect(await tenant.pairs.list({ filter: keyIs('é') })).toHaveLength(1);
    const rest = await textOf({ [Symbol.asyncIterator]: () => iterator });

    expect(first.done).toBe(false);
    expect(rest).toContain(`"k":"${last}"`);
    await tenant.pairs.set({ key: last, valueText: '[999.0]' });
  });

  test('that nobody reads to its end lets go of what it holds', async () => {
    for (let round = 0; round < 100; round += 1) {
      for await (const piece of tenant.pairs.rows({}, FIELDS)) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    }

    // A connection of an answer that is still open would keep what was written in the log.
    await tenant.pairs.set({ key: 'c', valueText: '1' });
    expect(await textOf(tenant.pairs.rows({ filter: keyIs('c') }, FIELDS))).toBe('{"k":"c","v":1}');
  });

  test('and a long query end with an error when the store is closed', async () => {
    const file = join(directory, 'closed.sqlite');
    const closing = await openSqliteStore({ file });
    const { pairs } = await createTenant(closing);
    await fill(pairs);
    const iterator = pairs.rows({}, FIELDS)[Symbol.asyncIterator]();
    await iterator.next();
    const many = Array.from({ length: 1_000 }, (_, at) =>
      pairs.set({ key: `${'é'.repeat(500)} ${at}`, valueText: '1' }),
    );
    await Promise.all(many);
    const query = expect(pairs.count(EXPENSIVE)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await pairs.list({ limit: 1 }).catch(() => {});
    await closing.close();

    await query;
    await expect(iterator.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

const keyAbove = (operand: string): PairFilter => ({ kind: 'compare', column: 'key', operator: 'gt', operand });
const keyIs = (operand: string): PairFilter => ({ kind: 'compare', column: 'key', operator: 'eq', operand });

const fill = (pairs: PairStore) =>
  Promise.all(Array.from({ length: 3 }, (_, at) => pairs.set({ key: `${at}`, valueText: `"${'x'.repeat(100_000)}"` })));
