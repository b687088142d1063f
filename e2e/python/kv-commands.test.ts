import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeWithPython, PythonClient } from '../setup/python.ts';
import { TestServer } from '../setup/server.ts';

describeWithPython('prefect kv', () => {
  let python: PythonClient;

  beforeEach(async () => {
    python = await PythonClient.start({}, TestServer.apiKey);
  });
  afterEach(() => python?.remove());

  test('sets, gets, lists and deletes, in the words of the documentation', async () => {
    expect(await python.prefect('kv', 'list')).toEqual({ exitCode: 0, output: 'No keys found\n' });
    expect(await python.prefect('kv', 'set', 'foo', 'bar')).toEqual({
      exitCode: 0,
      output: 'Key value pair set successfully\n',
    });
    expect(await python.server.get('foo')).toBe('"bar"');
    expect(await python.prefect('kv', 'get', 'foo')).toEqual({ exitCode: 0, output: "Key 'foo' has value 'bar'\n" });

    await python.server.set('Größe 🔑', '{"n":12345678901234567890123}');
    expect(await python.prefect('kv', 'list')).toEqual({ exitCode: 0, output: 'Größe 🔑\nfoo\n' });
    const { output } = await python.prefect('kv', 'get', 'Größe 🔑');
    expect(output).toContain('12345678901234567890123');

    expect(await python.prefect('kv', 'delete', 'foo')).toEqual({
      exitCode: 0,
      output: "Key 'foo' has been deleted\n",
    });
    expect(await python.server.get('foo')).toBeUndefined();
  });

  test('keeps a value as the text that was typed', async () => {
    const text = '{"a": [1.0, "\\"quoted\\""]}\n\u00e9';

    await python.prefect('kv', 'set', 'typed', text);

    expect(JSON.parse((await python.server.get('typed')) ?? '')).toBe(text);
  });

  test('says that a key is missing, with exit code 1 and one request', async () => {
    for (const [command, message] of [
      ['get', "Error retrieving value for key 'missing'"],
      ['delete', 'An error occurred deleting the key'],
    ] as const) {
      const { exitCode, output } = await python.prefect('kv', command, 'missing');

      expect(exitCode).toBe(1);
      expect(output).toContain(message);
      expect(python.takeRequestCount()).toBe(1);
    }
  });
});
