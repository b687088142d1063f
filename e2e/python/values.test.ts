import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithPython, PythonClient } from '../setup/python.ts';
import { TestServer } from '../setup/server.ts';

/** A value as Python reads it, which is as it sends it, and the text that is stored when that is another. */
const VALUES: readonly (readonly [name: string, value: string, stored?: string])[] = [
  ['text', '"bar"'],
  ['no text', '""'],
  ['text that looks like JSON', '"{\\"a\\": [1, 2]}"'],
  ['text that looks like a number', '"1.0"'],
  ['quotes and backslashes', '"say \\"hi\\" \\\\ C:\\\\new \'x\'"'],
  ['line breaks and control characters', '"a\\nb\\r\\n\\tc\\u0000\\u001b[31m"'],
  ['letters of all languages', '"Gr\\u00f6\\u00dfe \\u65e5\\u672c\\u8a9e \\u0627\\u0644\\u0639"'],
  ['emoji', '"\\ud83d\\udd11 \\ud83d\\udc69\\u200d\\ud83d\\udcbb"'],
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['zero', '0'],
  ['a negative number', '-42'],
  ['more than a double holds', '9007199254740993'],
  ['64 bits', '9223372036854775808'],
  ['a time in nanoseconds', '1637000000123456789'],
  ['23 digits', '12345678901234567890123'],
  ['minus 40 digits', '-1234567890123456789012345678901234567890'],
  ['a float', '2.5'],
  ['a whole float', '1.0'],
  ['a negative zero', '-0.0'],
  ['a large float', '1e+16'],
  ['a tiny float', '5e-324'],
  ['a float of 17 digits', '0.30000000000000004'],
  ['an empty list', '[]'],
  ['an empty object', '{}'],
  ['a list of everything', '[1, 1.0, "1", true, null, [], {}]', '[1,1.0,"1",true,null,[],{}]'],
  ['an object', '{"b": 1, "a": {"10": 1, "9": 2}, "": null}', '{"b":1,"a":{"10":1,"9":2},"":null}'],
  ['names of JavaScript', '{"__proto__": {"constructor": 1}}', '{"__proto__":{"constructor":1}}'],
  ['levels', `${'['.repeat(100)}12345678901234567890${']'.repeat(100)}`],
];

const KEYS = [
  'plain',
  'with spaces  inside ',
  'path/to.key:x-y_z',
  'Größe',
  '日本語',
  '🔑👩‍💻',
  'say "hi"',
  "it's",
  'C:\\new\\table',
  'two\nlines\r\n\tand a tab',
  '\u001b[31mred\u0007',
  '{ key: { _eq: "x" } }',
  '$variable',
  '# no comment',
  '"""',
  '\\u0041',
  'API_ERROR UNAUTHENTICATED',
  '__proto__',
  'k'.repeat(512),
];

describeWithPython('the library of the original client', () => {
  let python: PythonClient;

  beforeAll(async () => {
    python = await PythonClient.start({}, TestServer.apiKey);
  });
  afterAll(() => python?.remove());

  test('gets back every value that it sets, and what is stored is exact', async () => {
    const sets = await python.callExact(
      VALUES.map(([name, value]) => `["set_key_value",${JSON.stringify(name)},${value}]`),
    );
    const gets = await python.callExact(VALUES.map(([name]) => JSON.stringify(['get_key_value', name])));

    for (const [at, [name, value, stored = value]] of VALUES.entries()) {
      expect(sets[at], name).toMatch(/^\{"result":"[0-9a-f-]{36}"\}$/);
      expect(gets[at], name).toBe(`{"result":${stored}}`);
      expect(await python.server.get(name), name).toBe(stored);
    }
  });

  test('gets, lists and deletes every key, whatever characters it has', async () => {
    const before = JSON.parse((await python.callExact(['["list_keys"]']))[0] ?? '') as { result: string[] };
    const of = (name: string, ...more: unknown[]) => KEYS.map((key) => JSON.stringify([name, key, ...more]));
    const count = KEYS.length;

    const outcomes = await python.callExact([
      ...of('set_key_value', 1).map((call, at) => call.replace(/1\]$/, `${at}]`)),
      ...of('get_key_value'),
      '["list_keys"]',
      ...of('delete_key'),
      ...of('get_key_value'),
      '["list_keys"]',
    ]);

    expect(outcomes.slice(count, 2 * count)).toEqual(KEYS.map((_, at) => `{"result":${at}}`));
    const listed = (JSON.parse(outcomes[2 * count] ?? '') as { result: string[] }).result;
    expect(new Set(listed)).toEqual(new Set([...KEYS, ...before.result]));
    expect(outcomes.slice(2 * count + 1, 3 * count + 1)).toEqual(KEYS.map(() => '{"result":true}'));
    expect(outcomes.slice(3 * count + 1, -1)).toEqual(
      KEYS.map(() => expect.stringContaining('{"error":"ValueError","message":"No value found for key: ')),
    );
    expect(JSON.parse(outcomes.at(-1) ?? '')).toEqual(before);
  });

  test('overwrites a value and keeps its id', async () => {
    const [first, second] = await python.callExact(['["set_key_value","twice",1]', '["set_key_value","twice",[2.0]]']);

    expect(second).toBe(first);
    expect(await python.server.get('twice')).toBe('[2.0]');
  });

  test('sends the documented documents as well, with values as literals of JSON text', async () => {
    const { result } = await python.call([
      'graphql',
      'mutation { set_key_value(input: { key : "foo", value: "\\"bar\\"" }) { id } }',
    ]);
    const { id } = (result as { data: { set_key_value: { id: string } } }).data.set_key_value;

    expect(await python.call(['graphql', 'query { key_value (where: {key: {_eq: "foo"}}) { id key value } }'])).toEqual(
      {
        result: { data: { key_value: [{ id, key: 'foo', value: 'bar' }] } },
      },
    );
    const remove = `mutation { delete_key_value(input: { key_value_id : "${id}" }) { success } }`;
    expect(await python.call(['graphql', remove])).toEqual({
      result: { data: { delete_key_value: { success: true } } },
    });
  });

  test('finds everything after the server has crashed and started again', async () => {
    await python.callExact(['["set_key_value","lasting",12345678901234567890]']);

    await python.server.kill();
    await python.server.start();

    expect(await python.callExact(['["get_key_value","lasting"]'])).toEqual(['{"result":12345678901234567890}']);
  });
});
