import type { Dialect } from './programs/engine.ts';
import { first, type Program, run, template } from './programs/program.ts';

/** Facts that a database stores about itself. */
export type MetaName =
  /** Random; made with the database. */
  | 'instance_id'
  /** When the recording of reads began; UTC, ISO 8601 with milliseconds. */
  | 'reads_since'
  /** JSON of the clock as it was seen last: see `ClockTrust`. */
  | 'clock_seen'
  /** When a write was last tried for no other purpose. */
  | 'probe';

export function createMeta({ queries }: Dialect) {
  const valueByName = template(({ name }: { name: MetaName }) =>
    queries.selectFrom('meta').select('value').where('name', '=', name),
  );

  const insertMissing = template((row: { name: MetaName; value: string }) =>
    queries
      .insertInto('meta')
      .values({ name: row.name, value: row.value })
      .onConflict((conflict) => conflict.doNothing()),
  );

  const upsert = template((row: { name: MetaName; value: string }) =>
    queries
      .insertInto('meta')
      .values({ name: row.name, value: row.value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: (row) => row.ref('excluded.value') })),
  );

  function* find(name: MetaName): Program<string | undefined> {
    return (yield* first(valueByName({ name })))?.value;
  }

  /** The value that is stored; `value` is stored when there is none yet. */
  function* ensure(name: MetaName, value: string): Program<string> {
    yield* run(insertMissing({ name, value }));
    return (yield* find(name)) ?? value;
  }

  function* set(name: MetaName, value: string): Program<void> {
    yield* run(upsert({ name, value }));
  }

  return { find, ensure, set };
}
