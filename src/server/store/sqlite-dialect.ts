import { DummyDriver, Kysely, type SqlBool, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Dialect } from './engine.ts';
import { foldCase } from './fold-case.ts';
import { type PatternPart, toGlob, toLike } from './like-pattern.ts';
import { findSqliteCandidates, sqliteSearchIndex } from './sqlite-search.ts';

const queries = new Kysely<Database>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

const ASCII = /^[\0-\x7f]*$/;

/** SQLite, with the function `fold_case` of `sqlite-connection.ts`. */
export const sqliteDialect: Dialect = {
  queries,

  // BEGIN IMMEDIATE has locked the whole database.
  lockRows: (query) => query,

  // GLOB, since SQLite's LIKE ignores the case of ASCII letters.
  like: (column, pattern) => sql<SqlBool>`${sql.ref(column)} glob ${toGlob(pattern)}`,

  ilike(column, pattern) {
    const like = toLike(pattern);
    // That LIKE does all it takes here, and the indexes that lists are read from hold the key as it is.
    if (ASCII.test(like)) return sql<SqlBool>`${sql.ref(column)} like ${like} escape '\\'`;
    const folded = column === 'key' ? sql.ref('key_folded') : sql`fold_case(${sql.ref(column)})`;
    return sql<SqlBool>`${folded} glob ${toGlob(foldPattern(pattern))}`;
  },

  searchIndex: sqliteSearchIndex,

  findCandidates: findSqliteCandidates,
};

function foldPattern(pattern: readonly PatternPart[]): PatternPart[] {
  return pattern.map((part) => (part.kind === 'text' ? { kind: 'text', text: foldCase(part.text) } : part));
}
