import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLInputObjectType, type GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { PAIR_FIELDS, PAIR_PROPERTIES } from '../../store/pair-fields.ts';

const schema = buildSchema(readFileSync('src/contract/schema.graphql', 'utf8'));
const fieldsOf = (type: string) =>
  Object.values((schema.getType(type) as GraphQLObjectType | GraphQLInputObjectType).getFields()).map(
    ({ name, type }) => `${name}: ${type}`,
  );
const fields = PAIR_PROPERTIES.map((property) => PAIR_FIELDS[property]);
const comparable = fields.filter(({ isComparable }) => isComparable);

/** Types that have another name in answers than in filters, or that are exact text. */
const ANSWERED: Readonly<Record<string, string>> = { uuid: 'UUID' };

test('the API answers every field of the table, and no other', () => {
  const wanted = fields.flatMap(({ wire, type, isNullable }) =>
    wire.map((name) => {
      if (type === 'JSON') return name === 'value' ? 'value: JSON' : `${name}: String!`;
      return `${name}: ${ANSWERED[type] ?? type}${isNullable ? '' : '!'}`;
    }),
  );

  expect(fieldsOf('key_value').toSorted()).toEqual(wanted.toSorted());
});

test('the API filters and sorts by what the store can, in its types, and by nothing else', () => {
  const filters = comparable.flatMap(({ wire, type }) => wire.map((name) => `${name}: ${type}_comparison_exp`));
  const orders = comparable.flatMap(({ wire }) => wire.map((name) => `${name}: order_by`));

  const logic = /^_(and|or|not):/;
  const offered = fieldsOf('key_value_bool_exp').filter((field) => !logic.test(field));
  expect(offered.toSorted()).toEqual(filters.toSorted());
  expect(fieldsOf('key_value_order_by').toSorted()).toEqual(orders.toSorted());
});
