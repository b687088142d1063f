import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Io } from './io.ts';
import { main } from './main.ts';

const place = vi.hoisted(() => ({ ADMIN_FILE: '', SERVER_FILE: '' }));
vi.mock('./package-files.ts', () => place);

/** Runs the command line; programs that it starts are recorded and end with `exitCode`. */
async function run(argv: readonly string[], exitCode = 0) {
  const started: (readonly string[])[] = [];
  const errors: string[] = [];
  const io: Io = {
    env: {},
    stdout: { isTerminal: false, write: () => {} },
    stderr: { isTerminal: false, write: (text) => void errors.push(text) },
    stdin: { isTerminal: false, read: async () => new Uint8Array(), ask: async () => '' },
    run: async (_command, args) => {
      started.push(args);
      return exitCode;
    },
  };
  return { exitCode: await main(argv, io), started, errors: errors.join('') };
}

function buildServer(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kv-cli-admin-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  place.ADMIN_FILE = join(directory, 'admin.js');
  mkdirSync(place.ADMIN_FILE);
  return place.ADMIN_FILE;
}

test('each command runs the program of the server, with names that look like options too', async () => {
  const file = buildServer();

  expect((await run(['admin', 'backup', 'b'])).started).toEqual([[file, 'backup', '--', 'b']]);
  expect((await run(['admin', 'verify'])).started).toEqual([[file, 'verify']]);
  expect((await run(['admin', 'verify', '--', '-b'])).started).toEqual([[file, 'verify', '--', '-b']]);
  expect((await run(['admin', 'restore', 'b'])).started).toEqual([[file, 'restore', '--', 'b']]);
  expect((await run(['admin', 'restore', 'b', '--force'])).started).toEqual([[file, 'restore', '--force', '--', 'b']]);
});

test('its exit code is that of the program, which has said why', async () => {
  buildServer();

  expect(await run(['admin', 'verify'], 130)).toMatchObject({ exitCode: 130, errors: '' });
});

test('wrong usage and a server that is not built are failures', async () => {
  place.ADMIN_FILE = join(tmpdir(), 'none', 'admin.js');

  expect(await run(['admin', 'backup'])).toMatchObject({ exitCode: 2, started: [] });
  expect(await run(['admin', 'verify'])).toMatchObject({
    exitCode: 1,
    started: [],
    errors: expect.stringMatching(/not built/),
  });
});
