import type { GraphQLResolveInfo } from 'graphql';
import { expect, test } from 'vitest';
import { KvError } from '#contract/errors.ts';
import { RowLists } from './row-lists.ts';
import { PAIR_TEMPLATE } from './row-templates.ts';
import { writeAnswer } from './write-answer.ts';

const info = (name: string) => ({ fieldNodes: [{ name: { value: name } }] }) as unknown as GraphQLResolveInfo;

async function* failing(pieces: readonly string[], error: Error): AsyncGenerator<string, void> {
  yield* pieces;
  throw error;
}

const TOO_EXPENSIVE = new KvError('QUERY_TOO_EXPENSIVE', 'This query takes too long.');

async function answer(add: (lists: RowLists) => object) {
  const bugs: Error[] = [];
  const lists = new RowLists();
  const { body } = await writeAnswer({ data: add(lists) as Record<string, unknown> }, lists, {
    requestId: 'id-1',
    bug: (bug) => bugs.push(bug),
  });
  return { body, bugs };
}

test('a list that fails before anything is sent is an error with its path, and no data', async () => {
  const { body } = await answer((lists) => ({
    first: 1,
    pairs: lists.list(info('pairs'), PAIR_TEMPLATE, () => failing(['{}'], TOO_EXPENSIVE)),
  }));

  expect(JSON.parse(String(body))).toMatchObject({
    data: null,
    errors: [
      {
        message: TOO_EXPENSIVE.message,
        path: ['pairs'],
        extensions: { code: 'QUERY_TOO_EXPENSIVE', request_id: 'id-1' },
      },
    ],
  });
});

test('an object that fails is null, with its error and the other fields', async () => {
  const { body, bugs } = await answer((lists) => ({
    pair: lists.one(info('pair'), PAIR_TEMPLATE, () => failing([], new Error('secret'))),
    last: 2,
  }));

  expect(JSON.parse(String(body))).toMatchObject({
    data: { pair: null, last: 2 },
    errors: [{ path: ['pair'], extensions: { code: 'INTERNAL_SERVER_ERROR', request_id: 'id-1' } }],
  });
  expect(String(body)).not.toContain('secret');
  expect(bugs).toMatchObject([{ message: 'secret' }]);
});

test('a list that fails once some of it is sent breaks the answer off, so that nobody takes it for whole', async () => {
  const large = `{"k":"${'x'.repeat(300_000)}"}`;
  const { body } = await answer((lists) => ({
    pairs: lists.list(info('pairs'), PAIR_TEMPLATE, () => failing([large], TOO_EXPENSIVE)),
  }));

  const read = async () => {
    let text = '';
    for await (const piece of body as AsyncIterable<string>) text += piece;
    return text;
  };
  await expect(read()).rejects.toThrow(TOO_EXPENSIVE.message);
});
