/** A request that is measured. */
export interface Operation {
  readonly name: string;
  readonly query: string;
  variables(index: number): Readonly<Record<string, unknown>>;
  /**
   * The share of the bare server that PostGraphile 5 on PostgreSQL reached with 1 and 32 connections: same operation,
   * two cores, 100,000 pairs, its bare server in the same run. Undefined: not measured.
   */
  readonly postgraphile?: readonly [number, number];
}

const SEARCH = 'query ($p: String!) { key_value(where: { key: { _ilike: $p } }, limit: 50) { key } }';
const PAGE = 'query ($offset: Int!) { key_value(limit: 50, offset: $offset) { key size updated } }';

export const GET: Operation = {
  name: 'get one key',
  query: 'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { value } }',
  variables: (index) => ({ key: `bench/${index % 1_000}` }),
  postgraphile: [1_240 / 12_513, 1_964 / 23_077],
};

export const SET: Operation = {
  name: 'set one key, durable',
  query: 'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { id } }',
  variables: (index) => ({ input: { key: `bench/${index % 1_000}`, value: { retries: index, on: true } } }),
  postgraphile: [204 / 18_183, 827 / 18_920],
};

/** The worst that is allowed: all pairs are looked at, sorted without an index, and skipped. */
export const EXPENSIVE: Operation = {
  name: 'sort without an index, last page',
  query: `query ($p: String!, $offset: Int!) {
    key_value(where: { key: { _ilike: $p } }, order_by: [{ created: desc }], limit: 50, offset: $offset) { key }
  }`,
  variables: () => ({ p: '%e%', offset: 1_000 }),
};

export const operationsFor = (pairs: number): readonly Operation[] => [
  GET,
  SET,
  {
    name: 'list 1,000 keys',
    query: '{ key_value(limit: 1000) { key } }',
    variables: () => ({}),
    postgraphile: [300 / 7_283, 305 / 14_362],
  },
  {
    name: 'search, rare',
    query: SEARCH,
    variables: () => ({ p: '%bench/77%' }),
    postgraphile: [1_052 / 18_204, 1_273 / 19_599],
  },
  { name: 'search, common', query: SEARCH, variables: () => ({ p: '%e%' }), postgraphile: [12 / 13_177, 41 / 21_354] },
  { name: 'first page', query: PAGE, variables: () => ({ offset: 0 }) },
  { name: 'page at nine tenths', query: PAGE, variables: () => ({ offset: Math.floor(pairs * 0.9) }) },
];
