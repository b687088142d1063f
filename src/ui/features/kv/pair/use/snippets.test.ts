import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CLIENTS, type SnippetSubject, textOf } from './snippets.ts';

const SUBJECT: SnippetSubject = {
  origin: 'http://127.0.0.1:4200',
  id: '35c8dfd2-4cb6-4f0c-8a5f-0d1c1f8a3f10',
  key: 'foo',
  valueText: '"bar"',
  version: 3,
};

function snippet(client: (typeof CLIENTS)[number]['name'], title: RegExp, change: Partial<SnippetSubject> = {}) {
  const snippets = CLIENTS.find(({ name }) => name === client)?.toSnippets({ ...SUBJECT, ...change }) ?? [];
  const found = snippets.find((candidate) => title.test(candidate.title));
  if (!found) throw new Error(`No snippet ${title}`);
  return { code: textOf(found.code), note: found.note };
}

test.each(CLIENTS)('$name reads, writes and deletes', ({ toSnippets }) => {
  const titles = toSnippets(SUBJECT).map(({ title }) => title.split(/[ ,]/)[0]);

  expect(titles.filter((title) => title !== 'Connect')).toEqual(['Read', 'Write', 'Delete']);
});

test.each(CLIENTS)('$name shows the same value and key everywhere, and no secret', ({ toSnippets }) => {
  const code = toSnippets(SUBJECT)
    .map((candidate) => textOf(candidate.code))
    .join('\n');

  expect(code).toContain('foo');
  expect(code).toContain('bar');
  expect(code).not.toMatch(/undefined|null/);
});

test.each(['kv', 'graphql', 'typescript', 'curl'] as const)('%s overwrites exactly this version', (client) => {
  expect(snippet(client, /^Write over this version/).code).toMatch(/expected.?version\\?"?:? ?3/i);
});

test.each(['python', 'prefect'] as const)('%s says that it cannot check versions', (client) => {
  expect(snippet(client, /^Write/).note).toMatch(/cannot check versions/);
});

describe('kv', () => {
  test('writes a string as it is, and anything else as JSON', () => {
    expect(snippet('kv', /^Write/).code).toBe('kv set --expected-version 3 foo bar');
    expect(snippet('kv', /^Write/, { valueText: '{"a":1.0}' }).code).toBe(
      `kv set --expected-version 3 --json foo '{"a":1.0}'`,
    );
  });

  test('never passes a key or value as an option', () => {
    expect(snippet('kv', /^Read/, { key: '-k' }).code).toBe('kv get --raw -- -k');
    expect(snippet('kv', /^Delete/, { key: '--yes' }).code).toBe('kv delete --yes -- --yes');
    expect(snippet('kv', /^Write/, { valueText: '-5' }).code).toBe('kv set --expected-version 3 --json -- foo -5');
  });

  test.each([
    ['a hyphen, which means standard input', '"-"'],
    ['NUL, which no argument can hold', '"a\\u0000b"'],
    ['half a surrogate pair', '"\\ud83d"'],
    ['an escape that has to be kept', '"\\u00e9"'],
  ])('writes as JSON %s', (_what, valueText) => {
    expect(snippet('kv', /^Write/, { valueText }).code).toContain(`--json foo '${valueText}'`);
  });
});

describe('prefect kv', () => {
  test('writes strings only, and says so', () => {
    expect(snippet('prefect', /^Write/).code).toBe('prefect kv set foo bar');
    const { code, note } = snippet('prefect', /^Write/, { valueText: '{"a":1}' });

    expect(code).toBe("prefect kv set foo 'new value'");
    expect(note).toMatch(/strings only/);
  });
});

describe('Python', () => {
  test('writes a sample when it would change the digits', () => {
    const { code, note } = snippet('python', /^Write/, { valueText: '{"a":1.10}' });

    expect(code).toContain('value="new value"');
    expect(note).toMatch(/change the digits/);
  });
});

describe('TypeScript', () => {
  test('writes a value that JavaScript keeps exactly, and the text of any other', () => {
    expect(snippet('typescript', /^Write/, { valueText: '{"a":[1,true]}' }).code).toContain(
      `await kv.setKeyValue('foo', {"a":[1,true]}, { expectedVersion: 3 });`,
    );
    for (const valueText of ['1.0', '12345678901234567890', '{"b":1,"1":2}', '{"a":1,"a":2}', '{"__proto__":1}']) {
      expect(snippet('typescript', /^Write/, { valueText }).code).toContain(
        `await kv.setKeyValueText('foo', '${valueText}', `,
      );
    }
  });
});

test.each([/^Read/, /^Write/, /^Delete/])('GraphQL %s is a valid document for any key', (title) => {
  for (const key of ['"', '\\', 'a\nb', '"""', '#', '\u0001', '😀']) {
    expect(() => parse(snippet('graphql', title, { key, valueText: JSON.stringify(key) }).code)).not.toThrow();
  }
});

test.each(CLIENTS)('$name writes a sample of a long value and says so', ({ name }) => {
  const { code, note } = snippet(name, /^Write/, { valueText: JSON.stringify('x'.repeat(500)) });

  expect(code).toContain('new value');
  expect(code).not.toContain('xxx');
  expect(note).toMatch(/too long/);
});
