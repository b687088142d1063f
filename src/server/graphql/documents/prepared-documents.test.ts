import { expect, test } from 'vitest';
import { createApiSchema } from '../schema.ts';
import { CompilingTime } from './compile-when-hot.ts';
import { createDocumentCache, type PreparedDocument } from './prepared-documents.ts';

const ROWS = 'query ($where: key_value_bool_exp) { key_value(where: $where, limit: 100) { key version } }';

/** As the original client sends it: a key is written into each. */
const withKey = (index: number) => `query { key_value(where: { key: { _eq: "etl/${index}" } }) { value } }`;

function openCache() {
  const prepare = createDocumentCache(createApiSchema());
  return (query: string): PreparedDocument => {
    const prepared = prepare(query);
    if (!('document' in prepared)) throw new Error(JSON.stringify(prepared));
    return prepared;
  };
}

/** Until it is compiled, an operation is given another function with each use. */
function isCompiled({ executor }: PreparedDocument): boolean {
  const executed = executor(undefined);
  return executed === executor(undefined);
}

test('a document is compiled after its third use, and parsed once', () => {
  const prepare = openCache();
  const first = prepare('{ key_value { key } }');
  first.executor(undefined);
  first.executor(undefined);

  expect(prepare('{ key_value { key } }')).toBe(first);
  expect(isCompiled(first)).toBe(true);
});

test('1,000 documents with a key inside throw out none of those with variables', () => {
  const prepare = openCache();
  const rows = prepare(ROWS);
  const keys = prepare('{ key_value { key } }');

  for (let index = 0; index < 1_000; index += 1) for (let use = 0; use < 3; use += 1) prepare(withKey(index));

  expect(prepare(ROWS)).toBe(rows);
  expect(prepare('{ key_value { key } }')).toBe(keys);
});

test('of documents with a key inside, the one used longest ago goes first', () => {
  const prepare = openCache();
  const used = prepare(withKey(-1));
  const unused = prepare(withKey(-2));

  for (let index = 0; index < 600; index += 1) {
    prepare(withKey(index));
    if (index % 100 === 0) prepare(withKey(-1));
  }

  expect(prepare(withKey(-1))).toBe(used);
  expect(prepare(withKey(-2))).not.toBe(unused);
});

test('of other documents, the one used longest ago goes first', () => {
  const prepare = openCache();
  const withLimit = (index: number) => `{ key_value(limit: ${index}) { key } }`;
  const used = prepare(withLimit(10_001));
  const unused = prepare(withLimit(10_002));

  for (let index = 0; index < 600; index += 1) {
    prepare(withLimit(index));
    if (index % 100 === 0) prepare(withLimit(10_001));
  }

  expect(prepare(withLimit(10_001))).toBe(used);
  expect(prepare(withLimit(10_002))).not.toBe(unused);
});

test('compiling pauses for 19 times as long as it took', () => {
  let now = 0;
  const time = new CompilingTime(() => now);
  expect(time.isLeft).toBe(true);

  expect(
    time.spend(() => {
      now += 10;
      return 'compiled';
    }),
  ).toBe('compiled');

  now += 189;
  expect(time.isLeft).toBe(false);
  now += 1;
  expect(time.isLeft).toBe(true);
});
