import { jsonTypeOf } from '#json/text.ts';
import { toPythonLiteral } from './python-value.ts';
import { jsonString, pythonString, scriptString, shellWord, visibleJson } from './quote.ts';

/** A part of a snippet; `mark` highlights what comes from this pair. */
export type CodePart = { readonly text: string; readonly mark: boolean };

export interface Snippet {
  readonly title: string;
  readonly code: readonly CodePart[];
  /** A caveat, in one or more sentences. */
  readonly note?: string;
}

/** The stored pair that the snippets use, and its server. */
export interface SnippetSubject {
  /** Address of the server, for example `http://127.0.0.1:4200`. */
  readonly origin: string;
  readonly id: string;
  readonly key: string;
  /** Compact JSON text. */
  readonly valueText: string;
  readonly version: number;
}

/** A longer value, in characters, would make a line of code hard to read. */
const MAX_SHOWN = 200;
const SAMPLE = '"new value"';

const LONG_NOTE = 'The value is too long for a line of code, so this writes a sample.';
const NO_COMPARISON = 'Overwrites the current value; this client cannot check versions.';

const mark = (text: string | number): CodePart => ({ text: String(text), mark: true });

function code(strings: TemplateStringsArray, ...values: readonly (string | CodePart)[]): CodePart[] {
  return strings.flatMap((text, index) => {
    const value = values[index] ?? '';
    return [{ text, mark: false }, typeof value === 'string' ? { text: value, mark: false } : value];
  });
}

/** The code as plain text, as it is copied. */
export const textOf = (parts: readonly CodePart[]): string => parts.map(({ text }) => text).join('');

const joined = (...notes: readonly (string | undefined)[]) =>
  notes.filter((note) => note !== undefined).join(' ') || undefined;

/** The value to write: the pair's own, or a sample when that is long. */
function toWritten({ valueText }: SnippetSubject): { readonly json: string; readonly note?: string } {
  return valueText.length > MAX_SHOWN ? { json: SAMPLE, note: LONG_NOTE } : { json: valueText };
}

const asString = (json: string) => JSON.parse(json) as string;

/** The text of a JSON string that can be a shell argument; undefined for any other value. */
function toArgument(json: string): string | undefined {
  if (jsonTypeOf(json) !== 'string') return undefined;
  const text = asString(json);
  return text.includes('\0') || !text.isWellFormed() ? undefined : text;
}

/** `--` when a word starts with a hyphen and would be read as an option. */
const endOfOptions = (...words: readonly string[]) => (words.some((word) => word.startsWith('-')) ? '-- ' : '');

function python(subject: SnippetSubject): Snippet[] {
  const key = mark(pythonString(subject.key));
  const written = toWritten(subject);
  const literal = toPythonLiteral(written.json);
  const lossNote =
    literal === undefined
      ? 'Python would change the digits or drop members of this value, so this writes a sample.'
      : undefined;
  const value = mark(literal ?? pythonString(asString(SAMPLE)));
  return [
    {
      title: 'Connect (in the shell that starts Python)',
      code: prefectConnection(subject),
    },
    { title: 'Read', code: code`from prefect.backend import get_key_value\n\nprint(get_key_value(key=${key}))` },
    {
      title: 'Write',
      code: code`from prefect.backend import set_key_value\n\nset_key_value(key=${key}, value=${value})`,
      note: joined(written.note, lossNote, NO_COMPARISON),
    },
    { title: 'Delete', code: code`from prefect.backend import delete_key\n\ndelete_key(key=${key})` },
  ];
}

function prefectConnection({ origin }: SnippetSubject): CodePart[] {
  return code`export PREFECT__CLOUD__API=${mark(shellWord(origin))}\nexport PREFECT__CLOUD__API_KEY="$KV_API_KEY"`;
}

function kv(subject: SnippetSubject): Snippet[] {
  const { json, note } = toWritten(subject);
  const plain = toArgument(json);
  // A lone hyphen means standard input, and only JSON keeps other spellings of the same string.
  const isPlain = plain !== undefined && plain !== '-' && JSON.stringify(plain) === json;
  const argument = isPlain ? plain : json;
  const key = mark(shellWord(subject.key));
  const options = `--expected-version ${subject.version} ${isPlain ? '' : '--json '}`;
  return [
    {
      title: 'Connect (once per shell)',
      code: code`export KV_API_URL=${mark(shellWord(subject.origin))}\nexport KV_API_KEY="$KV_API_KEY"`,
    },
    { title: 'Read', code: code`kv get --raw ${endOfOptions(subject.key)}${key}` },
    {
      title: 'Write over this version',
      code: code`kv set ${options}${endOfOptions(subject.key, argument)}${key} ${mark(shellWord(argument))}`,
      note,
    },
    { title: 'Delete', code: code`kv delete --yes ${endOfOptions(subject.key)}${key}` },
  ];
}

function prefectKv(subject: SnippetSubject): Snippet[] {
  const written = toWritten(subject);
  const plain = toArgument(written.json);
  const argument = plain ?? asString(SAMPLE);
  const key = mark(shellWord(subject.key));
  const typeNote = plain === undefined ? 'This client writes strings only, so this writes a sample.' : undefined;
  return [
    { title: 'Connect (once per shell)', code: prefectConnection(subject) },
    { title: 'Read', code: code`prefect kv get ${endOfOptions(subject.key)}${key}` },
    {
      title: 'Write',
      code: code`prefect kv set ${endOfOptions(subject.key, argument)}${key} ${mark(shellWord(argument))}`,
      note: joined(written.note, typeNote, NO_COMPARISON),
    },
    { title: 'Delete', code: code`prefect kv delete ${endOfOptions(subject.key)}${key}` },
  ];
}

function graphql(subject: SnippetSubject): Snippet[] {
  const { json, note } = toWritten(subject);
  const key = mark(jsonString(subject.key));
  const version = mark(subject.version);
  return [
    {
      title: 'Read',
      code: code`query {
  key_value(where: { key: { _eq: ${key} } }) {
    value_text
    version
  }
}`,
    },
    {
      title: 'Write over this version',
      code: code`mutation {
  set_key_value(input: { key: ${key}, value_text: ${mark(jsonString(json))}, expected_version: ${version} }) {
    version
  }
}`,
      note,
    },
    {
      title: 'Delete this version',
      code: code`mutation {
  delete_key_value(input: { key_value_id: ${mark(jsonString(subject.id))}, expected_version: ${version} }) {
    success
  }
}`,
    },
  ];
}

/** Whether JavaScript parses and prints the text unchanged; in a literal, `__proto__` would not be a member. */
const isScriptLiteral = (json: string) => JSON.stringify(JSON.parse(json)) === json && !json.includes('"__proto__"');

function typescript(subject: SnippetSubject): Snippet[] {
  const { json, note } = toWritten(subject);
  const key = mark(scriptString(subject.key));
  const version = mark(subject.version);
  const isExact = isScriptLiteral(json);
  const method = isExact ? 'setKeyValue' : 'setKeyValueText';
  const value = mark(isExact ? visibleJson(json) : scriptString(json));
  const client = code`import { createKvClient } from 'kv-store';

const kv = createKvClient({ url: ${mark(scriptString(subject.origin))}, apiKey: process.env.KV_API_KEY });
`;
  return [
    { title: 'Read', code: [...client, ...code`console.log(await kv.getKeyValueText(${key}));`] },
    {
      title: 'Write over this version',
      code: [...client, ...code`await kv.${method}(${key}, ${value}, { expectedVersion: ${version} });`],
      note,
    },
    {
      title: 'Delete this version',
      code: [...client, ...code`await kv.deleteKey(${key}, { expectedVersion: ${version} });`],
    },
  ];
}

function curl(subject: SnippetSubject): Snippet[] {
  const { json, note } = toWritten(subject);
  const url = mark(shellWord(`${subject.origin}/graphql`));
  // In variables, keys and values need only JSON quoting.
  const request = (query: string, variables: string) => code`curl ${url} \\
  -H "Authorization: Bearer $KV_API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d ${shellWord(`{"query":${jsonString(query)},"variables":${variables}}`)}`;
  const key = jsonString(subject.key);
  const setInput = `{"key":${key},"value_text":${jsonString(json)},"expected_version":${subject.version}}`;
  const deleteInput = `{"key_value_id":${jsonString(subject.id)},"expected_version":${subject.version}}`;
  return [
    {
      title: 'Read',
      code: request(
        'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { value_text version } }',
        `{"key":${key}}`,
      ),
    },
    {
      title: 'Write over this version',
      code: request(
        'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { version } }',
        `{"input":${setInput}}`,
      ),
      note,
    },
    {
      title: 'Delete this version',
      code: request(
        'mutation ($input: delete_key_value_input!) { delete_key_value(input: $input) { success } }',
        `{"input":${deleteInput}}`,
      ),
    },
  ];
}

/** Every client that the page has code for, in display order. */
export const CLIENTS = [
  { name: 'python', label: 'Python', toSnippets: python },
  { name: 'kv', label: 'kv', toSnippets: kv },
  { name: 'prefect', label: 'prefect kv', toSnippets: prefectKv },
  { name: 'graphql', label: 'GraphQL', toSnippets: graphql },
  { name: 'typescript', label: 'TypeScript', toSnippets: typescript },
  { name: 'curl', label: 'curl', toSnippets: curl },
] as const;
