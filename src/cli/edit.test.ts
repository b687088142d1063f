import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCliPerTest } from '#testing/cli-per-test.ts';
import { API_KEY } from '#testing/test-server.ts';

const cli = createCliPerTest();
const kept: string[] = [];

beforeEach(() => cli.run(['set', 'a', '{"b":12345678901234567890,"c":[1.0]}', '--json']));

afterEach(() => {
  for (const file of kept.splice(0)) rmSync(dirname(file), { recursive: true });
});

/** Edits the key `a` with a shell script as the editor; `$1` is the file. */
async function edit(script: string) {
  const editor = join(cli.home, 'editor.sh');
  writeFileSync(editor, script);
  const result = await cli.run(['edit', 'a'], { env: { EDITOR: `sh ${editor}` } });
  const file = /Your text is in (\S+?\.json)/.exec(result.stderr)?.[1];
  if (file !== undefined) kept.push(file);
  return { ...result, file };
}

/** A shell command that changes the pair `a` as another client. */
function asOther(change: 'set' | 'delete'): string {
  const script = join(cli.home, 'other.mjs');
  writeFileSync(
    script,
    `const send = async (query) =>
      (await fetch('${cli.server.url}', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer ${API_KEY}' },
        body: JSON.stringify({ query }),
      })).json();
    const { data } = await send('{ key_value { id } }');
    await send(
      '${change}' === 'set'
        ? 'mutation { set_key_value(input: { key: "a", value_text: "7" }) { id } }'
        : 'mutation { delete_key_value(input: { key_value_id: "' + data.key_value[0].id + '" }) { success } }',
    );`,
  );
  return `node ${script}`;
}

const value = async () => (await cli.run(['get', 'a', '-o', 'json'])).stdout;
const version = async () => JSON.parse((await cli.run(['list', '-l', '-o', 'json'])).stdout)[0]?.version;

test('the editor shows indented text, and the saved text is exact', async () => {
  const result = await edit(`cp "$1" ${cli.home}/shown; sed 's/1\\.0/2.00/' "$1" > "$1.new" && mv "$1.new" "$1"`);

  expect(result).toMatchObject({ exitCode: 0, stdout: 'Key value pair set successfully\n', stderr: '' });
  expect(readFileSync(join(cli.home, 'shown'), 'utf8')).toBe(
    '{\n  "b": 12345678901234567890,\n  "c": [\n    1.0\n  ]\n}\n',
  );
  expect(await value()).toBe('{"b":12345678901234567890,"c":[2.00]}\n');
});

test('text that is unchanged, or changed in white space only, writes nothing and leaves no file', async () => {
  const same = await edit(`echo "$1" > ${cli.home}/path`);
  const layout = await edit(`tr -d ' \\n' < "$1" > "$1.new" && mv "$1.new" "$1"`);

  expect(same).toMatchObject({ exitCode: 0, stdout: '', stderr: 'Nothing was changed.\n' });
  expect(layout).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: expect.stringContaining('Only white space changed'),
  });
  expect(await version()).toBe(1);
  expect(existsSync(readFileSync(join(cli.home, 'path'), 'utf8').trim())).toBe(false);
});

test('a change by another client is not overwritten, and the text can be saved afterwards', async () => {
  const { exitCode, stderr, file = '' } = await edit(`echo '{"mine":1.0}' > "$1"; ${asOther('set')}`);

  expect(exitCode).toBe(4);
  expect(stderr).toContain('Someone else changed the pair. Nothing was overwritten.');
  expect(stderr).toContain(`kv set KEY --file ${file} --expected-version 2`);
  expect(await value()).toBe('7\n');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await cli.run(['set', 'a', '--file', file, '--expected-version', '2'])).toMatchObject({ exitCode: 0 });
  expect(await value()).toBe('{"mine":1.0}\n');
});

test('text that is not JSON stays in a file, and the message gives the position of the error', async () => {
  const { exitCode, stderr, file = '' } = await edit(`printf '{\\n  "a": 1,\\n}' > "$1"`);

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error: The value is not JSON\. .*\(line 2, column 9\).*\n$/);
  expect(readFileSync(file, 'utf8')).toBe('{\n  "a": 1,\n}');
  expect(await version()).toBe(1);
});

test('an editor that fails saves nothing, but the text it wrote stays in a file', async () => {
  const failed = await edit('exit 3');
  const wrote = await edit(`echo 5 > "$1"; exit 3`);

  expect(failed).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('The editor exited with code 3.'),
    file: undefined,
  });
  expect(wrote.exitCode).toBe(1);
  expect(readFileSync(wrote.file ?? '', 'utf8')).toBe('5\n');
  expect(await version()).toBe(1);
});

test('a pair deleted during the edit is not created again', async () => {
  const { file = '', ...result } = await edit(`echo 5 > "$1"; ${asOther('delete')}`);

  expect(result).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('Someone else deleted the pair.') });
  expect(result.stderr).toContain(`--file ${file} --expected-version 0`);
  expect((await cli.run(['list'])).stdout).toBe('No keys found\n');
});
