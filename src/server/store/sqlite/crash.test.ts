import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { PairStore, Scope } from '../store.ts';
import { StoreStartError } from '../store-start-error.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const KEYS = ['a', 'b', 'c', 'd'];

const OPEN = `
  import { openSqliteStore } from '${new URL('./open-sqlite-store.ts', import.meta.url)}';
  const store = await openSqliteStore({ file: process.env.FILE });
  const tenantId = await store.ensureTenant({ slug: 'default', name: 'Default', pairLimit: 100 });
  const pairs = store.pairs({ tenantId, actorId: 'writer', actorName: 'writer', userId: 'writer', via: 'api' });
`;

/** Sets all keys to 1, 2, 3 … and says so each time it has been answered. */
const WRITER = `
  ${OPEN}
  for (let round = 1; ; round += 1) {
    await Promise.all(${JSON.stringify(KEYS)}.map((key) => pairs.set({ key, valueText: String(round) })));
    console.log(round);
  }
`;

/** Renames, deletes and restores one pair again and again, and says so each time all three have been answered. */
const MOVER = `
  ${OPEN}
  const { id } = await pairs.set({ key: 'moving/0', valueText: '1e400' });
  for (let round = 1; ; round += 1) {
    await pairs.rename({ id, key: 'moving/' + round });
    await pairs.delete({ id });
    await pairs.restore({ id, version: 1 });
    console.log(round);
  }
`;

let directory: string;
let file: string;
let writer: ChildProcess;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kv-crash-'));
  file = join(directory, 'kv.sqlite');
});
afterEach(() => {
  writer.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

function start(script: string): void {
  writer = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    env: { ...process.env, FILE: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function openAgain(): Promise<{ pairs: PairStore }> {
  const store = await openSqliteStore({ file });
  onTestFinished(() => store.close());
  const tenantId = await store.ensureTenant({ slug: 'default', name: 'Default', pairLimit: 100 });
  const scope: Scope = { tenantId, actorId: 'reader', actorName: 'reader', userId: 'reader', via: 'api' };
  return { pairs: store.pairs(scope) };
}

/** Kills the writer in the midst of its work. Resolves to the last round that it was answered. */
async function killAfter(rounds: number): Promise<number> {
  if (!writer.stdout) throw new Error('the writer has no output');
  let acknowledged = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged = Number(line);
    if (acknowledged >= rounds) writer.kill('SIGKILL');
  }
  return acknowledged;
}

test('after kill -9 nothing that was answered is missing, and nothing is half there', async () => {
  start(WRITER);
  const acknowledged = await killAfter(25);

  const { pairs } = await openAgain();
  const found = await pairs.listWithValues({});
  expect(found.map(({ key }) => key)).toEqual(KEYS);
  for (const { valueText, version } of found) {
    expect(version).toBe(Number(valueText));
    // One round more may have been committed and not answered.
    expect([acknowledged, acknowledged + 1]).toContain(version);
  }
  expect(await pairs.count()).toBe(KEYS.length);
});

test.each([5, 11, 18])(
  'after kill -9 behind %i rounds of renaming, deleting and restoring, pair, trash, history and feed agree',
  async (rounds) => {
    start(MOVER);
    const acknowledged = await killAfter(rounds);

    const { pairs } = await openAgain();
    const changes = (await pairs.changes({ filter: {}, limit: 1_000 })).toReversed();
    const { length } = changes;
    expect(length).toBeGreaterThanOrEqual(1 + 3 * acknowledged);
    // The three of one round more may have been committed and not answered.
    expect(length).toBeLessThanOrEqual(1 + 3 * acknowledged + 3);
    expect(changes.map(({ revision, operation }) => `${revision} ${operation}`)).toEqual(
      changes.map((_, at) => `${at + 1} ${at === 0 ? 'create' : ['restore', 'rename', 'delete'][at % 3]}`),
    );
    const id = changes[0]?.pairId ?? '';
    const versions = await pairs.versions({ pairId: id, limit: 1_000 }, ['version', 'operation', 'valueText']);
    expect(versions.map(({ version }) => version)).toEqual(changes.map(({ version }) => version).toReversed());
    for (const { operation, valueText } of versions) expect(valueText).toBe(operation === 'delete' ? null : '1e400');

    const { key, version, operation } = changes.at(-1) ?? {};
    const state = [{ id, key, version }];
    const isDeleted = operation === 'delete';
    const filter = { kind: 'compare', column: 'key', operator: 'ilike', operand: '%MOVING%' } as const;
    expect(await pairs.list({ filter }, ['id', 'key', 'version'])).toEqual(isDeleted ? [] : state);
    expect(await pairs.deleted({ limit: 10, offset: 0 })).toMatchObject(isDeleted ? state : []);
    expect(await pairs.count()).toBe(isDeleted ? 0 : 1);
  },
);

test('a database that another process has open is refused until that process is gone, however it went', async () => {
  start(WRITER);
  if (writer.stdout) await once(writer.stdout, 'data');

  await expect(openSqliteStore({ file })).rejects.toThrow(StoreStartError);

  writer.kill('SIGKILL');
  await once(writer, 'exit');
  await openAgain();
});
