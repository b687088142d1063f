import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { prepareStore } from '#server/first-start.ts';
import { DEFAULT_RETENTION } from '#server/store/history.ts';
import { openStore } from '#server/store/open-store.ts';
import { TimeLimit } from '#server/store/programs/time-limit.ts';
import type { Store } from '#server/store/store.ts';
import { API_KEY } from '#testing/test-server.ts';
import { RowLists } from '../answers/row-lists.ts';
import { writeAnswer } from '../answers/write-answer.ts';
import type { Context } from '../context.ts';
import { createApiSchema } from '../schema.ts';
import { compileWhenHot } from './compile-when-hot.ts';

const schema = createApiSchema();
const QUERY = schema.getQueryType() as GraphQLObjectType;
const ALIASES = [
  'a',
  'b',
  'c',
  'd',
  'then',
  'constructor',
  '__proto__',
  'toString',
  'value',
  'length',
  'toJSON',
  'key',
];
const IDS = ['35c8dfd2-4cb6-4f0c-8a5f-0d1c1f8a3f10'];

/** Random choices, made from a list of numbers so that failures shrink. */
class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  upTo(count: number): number {
    const number = this.#numbers[this.#at % this.#numbers.length] ?? 0;
    this.#at += 1;
    return number % count;
  }

  isOneOf(count: number): boolean {
    return this.upTo(count) === 0;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.upTo(items.length)] as Item;
  }
}

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly declaration: string;
}

class Writer {
  readonly variables: Variable[] = [];
  readonly fragments: string[] = [];
  readonly #choices: Choices;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const parts = Array.from({ length: 1 + this.#choices.upTo(3) }, () => {
      const field = this.#choices.pick(fields);
      const inner = getNamedType(field.type);
      if (isObjectType(inner) && depth === 0) return '__typename';
      const alias = this.#choices.isOneOf(4) ? `${this.#choices.pick(ALIASES)}: ` : '';
      const nested = isObjectType(inner) ? this.selection(inner, depth - 1) : '';
      return `${alias}${field.name}${this.arguments(field.args)}${this.#directive()}${nested}`;
    });
    if (this.#choices.isOneOf(6)) parts.push(`... on ${type.name}${this.#directive()} { __typename }`);
    if (this.#choices.isOneOf(8)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${type.name} { __typename }`);
      parts.push(`...${name}${this.#directive()}`);
    }
    return ` { ${parts.join(' ')} }`;
  }

  #directive(): string {
    if (!this.#choices.isOneOf(30)) return '';
    const condition = this.#choices.isOneOf(2) ? this.#variable('Boolean!') : this.#choices.pick(['true', 'false']);
    return ` @${this.#choices.pick(['include', 'skip'])}(if: ${condition})`;
  }

  arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter(({ type }) => isNonNullType(type) || this.#choices.isOneOf(2));
    if (given.length === 0) return '';
    return `(${given.map(({ name, type }) => `${name}: ${this.value(type, 2)}`).join(', ')})`;
  }

  #variable(typeName: string, type?: GraphQLInputType, defaultValue = ''): string {
    const name = `v${this.variables.length}`;
    const booleans = schema.getType('Boolean') as GraphQLInputType;
    this.variables.push({ name, type: type ?? booleans, declaration: `$${name}: ${typeName}${defaultValue}` });
    return `$${name}`;
  }

  value(type: GraphQLInputType, depth: number): string {
    if (this.#choices.isOneOf(3)) {
      const hasDefault = !isNonNullType(type) && this.#choices.isOneOf(3);
      return this.#variable(String(type), type, hasDefault ? ` = ${this.literal(type, 1, false)}` : '');
    }
    return this.literal(type, depth, true);
  }

  literal(type: GraphQLInputType, depth: number, mayVary: boolean): string {
    if (!isNonNullType(type) && this.#choices.isOneOf(6)) return 'null';
    const inner = getNullableType(type);
    const next = (of: GraphQLInputType) => (mayVary ? this.value(of, depth - 1) : this.literal(of, depth - 1, false));
    if (isListType(inner)) return this.#choices.isOneOf(4) ? next(inner.ofType) : `[${next(inner.ofType)}]`;
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth > 0 && this.#choices.isOneOf(6)),
      );
      return `{ ${fields.map((field) => `${field.name}: ${next(field.type)}`).join(', ')} }`;
    }
    if (isEnumType(inner)) return this.#choices.pick(inner.getValues()).name;
    return JSON.stringify(this.json(inner, 0, true));
  }

  /** JSON for a variable: fits the type, unless `isSound` is false. */
  json(type: GraphQLInputType, depth: number, isSound: boolean): unknown {
    if (!isSound && this.#choices.isOneOf(4)) {
      return this.#choices.pick<unknown>([5, 1.5, -1, 1e30, 'x', '', true, null, [], {}, [[1]], { _eq: 5 }, { x: 1 }]);
    }
    const inner = getNullableType(type);
    if (isListType(inner)) return [this.json(inner.ofType, depth, isSound)];
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 3 && this.#choices.isOneOf(5)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.json(field.type, depth + 1, isSound)]));
    }
    if (isEnumType(inner)) return this.#choices.pick(inner.getValues()).name;
    switch (String(inner)) {
      case 'Int':
        return this.#choices.pick([0, 1, 2, 50, -1, 2 ** 31 - 1]);
      case 'Float':
        return this.#choices.pick([0, 1.5]);
      case 'Boolean':
        return this.#choices.isOneOf(2);
      case 'UUID':
      case 'uuid':
        return this.#choices.pick(IDS);
      case 'timestamptz':
        return '2026-01-01T00:00:00Z';
      default:
        return this.#choices.pick(['a', 'etl/%', '%', 'x_y', '']);
    }
  }
}

/** A document, and several sets of variables for it. */
function generate(numbers: readonly number[]) {
  const choices = new Choices(numbers);
  const writer = new Writer(choices);
  const body = writer.selection(QUERY, 3);
  const declared = writer.variables.map(({ declaration }) => declaration).join(', ');
  const sets = Array.from({ length: 5 }, (_, index) =>
    Object.fromEntries(
      writer.variables
        .filter(() => index < 2 || !choices.isOneOf(6))
        .map(({ name, type }) => [name, writer.json(type, 0, index < 2)]),
    ),
  );
  return { text: `query ${declared && `(${declared})`}${body} ${writer.fragments.join(' ')}`, sets };
}

let store: Store;
let context: Context;

beforeAll(async () => {
  const config = { ...readConfig({ KV_ADMIN_API_KEY: API_KEY }), database: { kind: 'memory' } as const };
  store = await openStore(config);
  const tenantId = await prepareStore(store, config);
  // What a person looks at in the page does not count as a read, so two runs see the same.
  const scope = { tenantId, userId: 'u', actorId: 'a', actorName: 'admin', via: 'ui' } as unknown as Context['scope'];
  context = {
    store,
    scope,
    maxValueBytes: 1_048_576,
    retention: DEFAULT_RETENTION,
    limit: new TimeLimit(60_000),
    lists: new RowLists(),
  };
  for (const key of ['a', 'etl/b', 'x_y']) await store.pairs(scope).set({ key, valueText: '[1.0]' });
});

afterAll(() => store.close());

test('5,000 operations give the same bytes whether they are interpreted or compiled', async () => {
  let operations = 0;
  let compiled = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 40, maxLength: 120 }), async (numbers) => {
      const { text, sets } = generate(numbers);
      const document = parse(text);
      fc.pre(validate(schema, document).length === 0);
      const interpret = compileWhenHot(schema, document)(undefined);
      const hot = compileWhenHot(schema, document);
      for (let use = 0; use < 3; use += 1) hot(undefined);
      // Each use gets another function until it is compiled.
      const run = hot(undefined);
      if (run === hot(undefined)) compiled += 1;
      for (const variables of sets) {
        const answers: string[] = [];
        for (const execute of [interpret, run]) {
          const bugs: Error[] = [];
          const fresh = { ...context, lists: new RowLists() };
          const result = await execute(fresh, structuredClone(variables));
          const report = { requestId: '', bug: (bug: Error) => void bugs.push(bug) };
          const { body } = await writeAnswer(result, fresh.lists, report);
          answers.push(`${body} ${bugs.map(String)}`);
        }
        expect(answers[1], `${text}\n${JSON.stringify(variables)}`).toBe(answers[0]);
        operations += 1;
      }
    }),
    { numRuns: 1_000 },
  );

  expect(operations).toBe(5_000);
  // Most of them, or the test compares the interpreter with itself.
  expect(compiled).toBeGreaterThan(500);
});
