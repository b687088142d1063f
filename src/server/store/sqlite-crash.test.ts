import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from './open-sqlite-store.ts';
import { StoreStartError } from './store-start-error.ts';

const KEYS = ['a', 'b', 'c', 'd'];

/** Sets all keys to 1, 2, 3 … and says so each time it has been answered. */
const WRITER = `
  import { openSqliteStore } from '#server/store/open-sqlite-store.ts';
  const store = await openSqliteStore({ file: process.env.FILE });
  const tenantId = await store.ensureTenant({ slug: 'default', name: 'Default', pairLimit: 100 });
  const pairs = store.pairs({ tenantId, actorId: 'writer', actorName: 'writer', userId: 'writer', via: 'api' });
  for (let round = 1; ; round += 1) {
    await Promise.all(${JSON.stringify(KEYS)}.map((key) => pairs.set({ key, valueText: String(round) })));
    console.log(round);
  }
`;

/** Starting a process takes long on a machine that has other things to do. */
const TIMEOUT_MS = 60_000;

let directory: string;
let file: string;
let writer: ChildProcess;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kv-crash-'));
  file = join(directory, 'kv.sqlite');
  writer = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', WRITER], {
    env: { ...process.env, FILE: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
});
afterEach(() => {
  writer.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

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

test(
  'after kill -9 nothing that was answered is missing, and nothing is half there',
  async () => {
    const acknowledged = await killAfter(25);

    const store = await openSqliteStore({ file });
    const tenantId = await store.ensureTenant({ slug: 'default', name: 'Default', pairLimit: 100 });
    const pairs = store.pairs({ tenantId, actorId: 'reader', actorName: 'reader', userId: 'reader', via: 'api' });
    const found = await pairs.listWithValues({});
    expect(found.map(({ key }) => key)).toEqual(KEYS);
    for (const { valueText, version } of found) {
      expect(version).toBe(Number(valueText));
      // One round more may have been committed and not answered.
      expect([acknowledged, acknowledged + 1]).toContain(version);
    }
    expect(await pairs.count()).toBe(KEYS.length);
    await store.close();
  },
  TIMEOUT_MS,
);

test(
  'a database that another process has open is refused until that process is gone, however it went',
  async () => {
    if (writer.stdout) await once(writer.stdout, 'data');

    await expect(openSqliteStore({ file })).rejects.toThrow(StoreStartError);

    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const store = await openSqliteStore({ file });
    await store.close();
  },
  TIMEOUT_MS,
);
