import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './setup/fixtures.ts';
import { pythonClient } from './setup/python-client.ts';
import { TestServer } from './setup/server.ts';
import { get, NASTY_PAIRS, readSnippets, versionOf } from './setup/use-it.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');

let directory: string;

test.beforeEach(async ({ signIn }) => {
  directory = mkdtempSync(join(tmpdir(), 'kv-use-it-'));
  await signIn();
});

test.afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** What a person has who runs the snippets: an API key, the programs, and no settings of ours. */
function environment(programs: string): NodeJS.ProcessEnv {
  const { KV_API_URL: _url, KV_TENANT_ID: _tenant, ...env } = process.env;
  return {
    ...env,
    HOME: directory,
    XDG_CONFIG_HOME: directory,
    KV_API_KEY: TestServer.apiKey,
    PATH: `${programs}${delimiter}${env.PATH}`,
  };
}

/** Makes the built command available under its name. */
function installCommand(name: 'kv' | 'prefect'): void {
  const file = join(directory, name);
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/cli', `${name}.js`)}' "$@"\n`);
  chmodSync(file, 0o755);
}

/** Runs code in a shell that was connected first; resolves to what it prints, or rejects when it fails. */
async function runInShell(snippets: ReadonlyMap<string, string>, code: string, env: NodeJS.ProcessEnv) {
  return (await run('sh', ['-c', `${get(snippets, 'Connect')}\n${code}`], { env })).stdout;
}

/** The Python that has the original library; without one the test is skipped, and says so. */
async function needPython(): Promise<string> {
  const python = await pythonClient();
  // biome-ignore lint/suspicious/noSkippedTests: Python cannot be had everywhere.
  test.skip(python === undefined, 'There is no Python with the original library.');
  return python ?? '';
}

/** How a terminal shows a value: a string without its quotes. */
const toShown = (value: string) => (value.startsWith('"') ? (JSON.parse(value) as string) : value);

test('kv reads, writes over the version, and deletes', async ({ page, server }) => {
  installCommand('kv');
  const env = environment(directory);
  for (const { key, value } of NASTY_PAIRS) {
    await server.set(key, value);
    const kv = await readSnippets(page, key, 'kv');
    expect((await runInShell(kv, get(kv, 'Read'), env)).trimEnd()).toBe(toShown(value));

    await runInShell(kv, get(kv, 'Write'), env);
    expect(await versionOf(server, key)).toBe(2);
    expect(await server.get(key)).toBe(value);
    // The snippet is about version 1: nothing is overwritten unseen.
    await expect(runInShell(kv, get(kv, 'Write'), env)).rejects.toThrow();
    expect(await versionOf(server, key)).toBe(2);

    await runInShell(kv, get(kv, 'Delete'), env);
    expect(await versionOf(server, key)).toBeUndefined();
  }
});

test('TypeScript reads, writes over the version, and deletes', async ({ page, server }) => {
  const runScript = (code: string) =>
    run(process.execPath, ['--input-type=module', '--eval', code], { cwd: ROOT, env: environment(directory) });
  for (const { key, value } of NASTY_PAIRS) {
    await server.set(key, value);
    const script = await readSnippets(page, key, 'TypeScript');
    expect((await runScript(get(script, 'Read'))).stdout).toBe(`${value}\n`);

    await runScript(get(script, 'Write'));
    expect(await versionOf(server, key)).toBe(2);
    expect(await server.get(key)).toBe(value);
    await expect(runScript(get(script, 'Write'))).rejects.toThrow(/VERSION_CONFLICT/);
    await expect(runScript(get(script, 'Delete'))).rejects.toThrow(/VERSION_CONFLICT/);

    await runScript(get(await readSnippets(page, key, 'TypeScript'), 'Delete'));
    expect(await versionOf(server, key)).toBeUndefined();
  }
});

for (const origin of ['ours', 'the original'] as const) {
  test(`prefect kv reads, writes and deletes: ${origin}`, async ({ page, server }) => {
    if (origin === 'ours') installCommand('prefect');
    const env = environment(origin === 'ours' ? directory : dirname(await needPython()));
    for (const { key, value } of NASTY_PAIRS) {
      await server.set(key, value);
      const prefect = await readSnippets(page, key, 'prefect kv');
      expect(await runInShell(prefect, get(prefect, 'Read'), env)).toMatch(/^Key .* (?:has )?value /s);

      await runInShell(prefect, get(prefect, 'Write'), env);
      // It writes strings only; anything else is replaced by a sample, which the page says.
      const written = value.startsWith('"') ? value : '"new value"';
      expect(toShown((await server.get(key)) ?? '')).toBe(toShown(written));
      await runInShell(prefect, get(prefect, 'Delete'), env);
      expect(await versionOf(server, key)).toBeUndefined();
    }
  });
}

test('Python reads, writes and deletes', async ({ page, server }) => {
  // Starting Python with the library takes seconds, three times for each pair.
  test.slow();
  const python = await needPython();
  const env = environment(dirname(python));
  const file = join(directory, 'snippet.py');
  const runPython = (snippets: ReadonlyMap<string, string>, title: string) => {
    writeFileSync(file, get(snippets, title));
    return runInShell(snippets, `exec '${python}' '${file}'`, env);
  };
  for (const { key, value } of NASTY_PAIRS) {
    await server.set(key, value);
    const snippets = await readSnippets(page, key, 'Python');
    const printed = await runPython(snippets, 'Read');
    if (value.startsWith('"')) expect(printed).toBe(`${toShown(value)}\n`);
    else expect(printed).toContain('12345678901234567890');

    await runPython(snippets, 'Write');
    // Of a value that Python would change it writes a sample instead, which the page says.
    expect(await server.get(key)).toBe(value.startsWith('"') ? value : '"new value"');
    await runPython(snippets, 'Delete');
    expect(await versionOf(server, key)).toBeUndefined();
  }
});
