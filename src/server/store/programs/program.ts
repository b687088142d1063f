/** SQL text and its parameters, as Kysely compiles them; `Row` is the type of a row of the answer. */
export interface Query<Row = unknown> {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Type only. */
  readonly row?: Row;
}

/**
 * Database work that does not know how queries are run: it yields them and is sent their rows. One text of it
 * serves an engine that answers immediately and one that has to wait. An error undoes everything it has done.
 */
export type Program<Result> = Generator<Query, Result, readonly unknown[]>;

/** Runs a query for all its rows. */
export function* all<Row>(query: Query<Row>): Program<readonly Row[]> {
  return (yield query) as readonly Row[];
}

/** Runs a query for its first row; undefined when there is none. */
export function* first<Row>(query: Query<Row>): Program<Row | undefined> {
  const rows = yield* all(query);
  return rows[0];
}

/** Runs a query for its effect. */
export function* run(query: Query): Program<void> {
  yield query;
}

interface Compilable<Row> {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
  execute(): Promise<Row[]>;
}

/** Compiles a query; nothing is run. */
export function compile<Row>(query: Compilable<Row>): Query<Row> {
  return query.compile();
}

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A query that is compiled once and gets its parameters later: compiling takes longer than running most queries.
 * `build` may only hand the parameters on to Kysely, since they are placeholders then.
 */
export function template<Parameters extends object, Row>(
  build: (parameters: Parameters) => Compilable<Row>,
): (parameters: Parameters) => Query<Row> {
  const placeholders = new Proxy({} as Parameters, { get: (_target, name) => new Placeholder(String(name)) });
  const { sql, parameters } = build(placeholders).compile();
  const names = parameters.map((parameter) => (parameter instanceof Placeholder ? parameter.name : undefined));
  return (values) => ({
    sql,
    parameters: names.map((name, at) => (name === undefined ? parameters[at] : values[name as keyof Parameters])),
  });
}
