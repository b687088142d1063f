import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTenant } from '../store/contract/contract-fixtures.ts';
import { openStore } from '../store/open-store.ts';
import { createProgressLine } from './progress-line.ts';
import { runAdmin } from './run-admin.ts';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kv-admin-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  file = join(directory, 'kv.sqlite');
  const store = await openStore({ database: { kind: 'file', path: file } });
  const { pairs } = await createTenant(store);
  await pairs.set({ key: 'a', valueText: '1' });
  await pairs.set({ key: 'a', valueText: '2' });
  await store.close();
});

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const exitCode = await runAdmin(argv, {
    env: { KV_DATABASE_URL: `file:${file}`, ...env },
    signal: new AbortController().signal,
    progress: () => {},
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { exitCode, printed, complaints };
}

const at = (name: string) => join(directory, name);

test('backup, verify and restore say in a line what they did', async () => {
  expect(await run(['backup', at('backup')])).toEqual({
    exitCode: 0,
    printed: [expect.stringMatching(/^Backed up 1 pair, 2 versions, 1 team to .*\/backup \(\d\.\d MB, verified\)\.$/)],
    complaints: [],
  });
  for (const [argv, name] of [
    [['verify'], 'kv.sqlite'],
    [['verify', at('backup')], 'backup'],
  ] as const) {
    expect(await run(argv)).toEqual({
      exitCode: 0,
      printed: [
        expect.stringMatching(new RegExp(`/${name} is sound: 1 pair, 2 versions, 1 team, \\d\\.\\d MB read\\.$`)),
      ],
      complaints: [],
    });
  }
  expect(await run(['restore', at('backup'), '--force'])).toEqual({
    exitCode: 0,
    printed: [
      expect.stringMatching(/^Restored 1 pair, 2 versions, 1 team to .*\/kv\.sqlite\. API keys and sessions/),
      expect.stringMatching(/^The database that was there is now .*\/kv\.sqlite\.before-restore-[-0-9TZ]+$/),
    ],
    complaints: [],
  });
});

test('a database is found where the setting says, whatever is wrong with other settings', async () => {
  expect(await run(['verify'], { KV_PORT: 'wrong' })).toMatchObject({ exitCode: 0 });
  expect(await run(['verify'], { KV_DATABASE_URL: 'mysql://x' })).toMatchObject({
    exitCode: 1,
    complaints: [expect.stringMatching(/^KV_DATABASE_URL must be/)],
  });
  expect(await run(['backup', at('b')], { KV_DATABASE_URL: `file:${at('none')}` })).toMatchObject({
    exitCode: 1,
    complaints: [expect.stringMatching(/no such file. KV_DATABASE_URL names the database/)],
  });
});

test('what cannot be done is one line, and a failure', async () => {
  for (const argv of [
    ['backup', at('kv.sqlite')],
    ['backup', at('none/b')],
    ['verify', at('text')],
    ['restore', at('none')],
  ]) {
    writeFileSync(at('text'), 'This is text.\n'.repeat(500));
    const { exitCode, printed, complaints } = await run(argv);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: [] });
    expect(complaints).toEqual([expect.stringMatching(/^.+\.$/)]);
  }
  expect(readdirSync(directory).sort()).toEqual(['kv.sqlite', 'kv.sqlite.lock', 'text']);
});

test('wrong usage is named', async () => {
  expect(await run(['polish'])).toMatchObject({ exitCode: 2, complaints: [expect.stringMatching(/^usage/)] });
});

test('progress is one line at a terminal, removed at the end, and nothing elsewhere', () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text);

  const elsewhere = createProgressLine({ write });
  elsewhere.show('copying', 0.5);
  elsewhere.clear();
  expect(written).toEqual([]);

  const line = createProgressLine({ isTTY: true, write });
  line.show('copying', 0.5);
  line.show('reading');
  line.clear();
  expect(written).toEqual(['\r\u001b[Kcopying 50 %', '\r\u001b[Kreading …', '\r\u001b[K']);
});
