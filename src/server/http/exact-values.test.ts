import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET, SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ KV_LICENSE_PAIRS: '10000' });
});

afterAll(() => server.stop());

const VALUES = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1.0',
  '1.50',
  '1e400',
  '-1E+400',
  '1e-999',
  '12345678901234567890',
  '9223372036854775808',
  '1637000000123456789',
  '0.1000000000000000055511151231257827',
  '""',
  '"bar"',
  '"{\\"a\\":1}"',
  '"5"',
  '"caf\\u00e9 \\ud83d\\ude00 \\/ \\u0000 \\ud800"',
  '"café 😀 \u2028"',
  '[]',
  '{}',
  '[1,[2,[3,{}]]]',
  '{"b":1,"a":2,"10":3,"9":4}',
  '{"a":1,"a":2,"a":{"a":1.0}}',
  '{"__proto__":{"x":1},"constructor":null,"toString":1e400,"hasOwnProperty":[]}',
  '{"":0," ":1,"value":{"value":2},"query":"}"}',
  '[1e1,1.0e1,10]',
];

/** What a value can be sent as, and the request for it, written by hand so that nothing re-prints it. */
const CLIENTS: readonly (readonly [string, (key: string, valueText: string) => string])[] = [
  [
    'an object of variables',
    (key, text) => `{"query":${JSON.stringify(SET)},"variables":{"input":{"key":"${key}","value":${text}}}}`,
  ],
  [
    'variables that are text, as the original client sends them',
    (key, text) =>
      `{"query": ${JSON.stringify(SET)}, "variables": ${JSON.stringify(`{"input": {"key": "${key}", "value": ${text}}}`)}}`,
  ],
  [
    'variables before the query, with white space around everything',
    (key, text) =>
      ` { "variables" : { "input" :\n{ "value" : ${text} , "key" : "${key}" } } ,\t"query" : ${JSON.stringify(SET)} } `,
  ],
  [
    'value_text',
    (key, text) =>
      `{"query":${JSON.stringify(SET)},"variables":${JSON.stringify({ input: { key, value_text: text } })}}`,
  ],
  [
    'a variable of type JSON',
    (key, text) =>
      `{"query":${JSON.stringify(`mutation ($v: JSON) { set_key_value(input: { key: "${key}", value: $v }) { id } }`)},"variables":{"v":${text}}}`,
  ],
  [
    'a string literal of the document',
    (key, text) =>
      JSON.stringify({
        query: `mutation { set_key_value(input: { key: "${key}", value: ${JSON.stringify(text)} }) { id } }`,
      }),
  ],
];

describe.each(CLIENTS)('a value sent as %s', (client, toBody) => {
  test.each(VALUES)('comes back exactly: %s', async (valueText) => {
    // U+D800 cannot be in a document: the escape has to stay an escape there.
    const key = `${client}/${VALUES.indexOf(valueText)}`;

    const written = await server.post(toBody(key, valueText));
    const read = await server.graphql(GET, JSON.stringify({ key }));

    expect(written.json.errors).toBeUndefined();
    expect(read.json.data.key_value[0].value_text).toBe(valueText);
    expect(read.json.data.key_value[0].size).toBe(Buffer.byteLength(valueText));
    expect(read.text).toContain(`"value":${valueText},"value_text":`);
  });
});

test('only insignificant white space is left out', async () => {
  const sent = ' {\n "a b" : [ 1.0 ,\t2 ] , "c" : " x  y " }\r\n';

  await server.graphql(SET, JSON.stringify({ input: { key: 'spaces', value_text: sent } }));

  const { json } = await server.graphql(GET, '{"key":"spaces"}');
  expect(json.data.key_value[0].value_text).toBe('{"a b":[1.0,2],"c":" x  y "}');
});

test('a literal that is not a string is a value too, with all digits', async () => {
  const value = '{ big: 12345678901234567890, list: [1.0, -0, "t", true, null, {}] }';
  await server.graphql(`mutation { set_key_value(input: { key: "literal", value: ${value} }) { id } }`);

  const { json } = await server.graphql(GET, '{"key":"literal"}');
  expect(json.data.key_value[0].value_text).toBe('{"big":12345678901234567890,"list":[1.0,-0,"t",true,null,{}]}');
});

describe('512 levels', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  test.each(CLIENTS.filter(([client]) => !client.includes('document')))(
    'are kept when sent as %s',
    async (client, toBody) => {
      await server.post(toBody(`deep ${client}`, nested(512)));

      const { json } = await server.graphql(GET, JSON.stringify({ key: `deep ${client}` }));
      expect(json.data.key_value[0].value_text).toBe(nested(512));
    },
  );

  test.each([513, 570, 5_000, 100_000, 1_000_000])('are the most: %i are refused', async (levels) => {
    for (const [client, toBody] of CLIENTS.slice(0, 5)) {
      const { status, json } = await server.post(toBody(`too deep ${client}`, nested(levels)));
      expect(status).toBeLessThan(500);
      expect(json.errors[0].extensions).toMatchObject({ code: 'VALUE_TOO_DEEP', limit: 512 });
    }
  });
});

describe('1,048,576 bytes', () => {
  const LIMIT = 1_048_576;
  /** Text of a string of exactly `bytes` bytes, made of `character`. */
  const textOf = (bytes: number, character: string) => {
    const width = Buffer.byteLength(character);
    const filler = (bytes - 2) % width;
    return `"${character.repeat((bytes - 2 - filler) / width)}${'x'.repeat(filler)}"`;
  };

  test.each(['a', 'é', '€', '😀', '\\n'])('of %s are kept, one more is refused', async (character) => {
    for (const bytes of [LIMIT - 1, LIMIT]) {
      const valueText = textOf(bytes, character);
      expect(Buffer.byteLength(valueText)).toBe(bytes);
      await server.graphql(SET, JSON.stringify({ input: { key: 'large', value_text: valueText } }));
      expect((await server.graphql(GET, '{"key":"large"}')).json.data.key_value[0].value_text).toBe(valueText);
    }

    const { status, json } = await server.graphql(
      SET,
      JSON.stringify({ input: { key: 'large', value_text: textOf(LIMIT + 1, character) } }),
    );

    expect(status).toBe(200);
    expect(json.errors[0].extensions).toEqual({
      code: 'VALUE_TOO_LARGE',
      request_id: expect.any(String),
      size: LIMIT + 1,
      limit: LIMIT,
    });
    expect((await server.graphql(GET, '{"key":"large"}')).json.data.key_value[0].size).toBe(LIMIT);
  });

  test('count without insignificant white space', async () => {
    const spaced = `[${' '.repeat(LIMIT)}1]`;

    const { json } = await server.graphql(SET, JSON.stringify({ input: { key: 'spaced', value_text: spaced } }));

    expect(json.errors).toBeUndefined();
  });
});

describe('a key of any characters', () => {
  const KEYS = [
    ' ',
    'a/b',
    '//',
    '.',
    '..',
    '%2F',
    '?q=1#x',
    '"quoted" \\ \n\t',
    "'; DROP TABLE pair; --",
    '{{x}} %s $1',
    'é', // composed
    'e\u0301', // decomposed: another key
    '日本語',
    '😀👩‍👩‍👧',
    '\u202ertl',
    '\ufeffbom',
    '__proto__',
    'constructor',
    'true',
    'a'.repeat(512),
    '€'.repeat(341),
    '😀'.repeat(256),
  ];

  test('is stored, found, listed and deleted as exactly those characters', async () => {
    const ids = new Map<string, string>();
    for (const [index, key] of KEYS.entries()) {
      const { json } = await server.graphql(SET, JSON.stringify({ input: { key, value_text: String(index) } }));
      ids.set(key, json.data.set_key_value.id);
    }
    expect(new Set(ids.values()).size).toBe(KEYS.length);

    const listed: string[] = (await server.graphql('{ key_value { key } }')).json.data.key_value.map(
      (pair: { key: string }) => pair.key,
    );
    for (const [index, key] of KEYS.entries()) {
      expect(listed.filter((candidate) => candidate === key)).toHaveLength(1);
      // As a literal too: that is how the original client asks.
      const literal = `{ key_value(where: { key: { _eq: ${JSON.stringify(key)} } }) { value_text } }`;
      expect((await server.graphql(literal)).json.data.key_value).toEqual([{ value_text: String(index) }]);
      const { json } = await server.graphql(
        'mutation ($id: UUID!) { delete_key_value(input: { key_value_id: $id }) { success } }',
        JSON.stringify({ id: ids.get(key) }),
      );
      expect(json.data.delete_key_value.success).toBe(true);
    }
  });

  test.each([
    ['empty', '""'],
    ['too long', JSON.stringify('a'.repeat(513))],
    ['too many bytes', JSON.stringify('€'.repeat(342))],
    ['with NUL', '"a\\u0000b"'],
    ['with half a surrogate pair', '"\\ud83d"'],
  ])('is refused when it is %s', async (_, key) => {
    const { status, json } = await server.graphql(SET, `{"input":{"key":${key},"value":1}}`);

    expect(status).toBe(200);
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});
