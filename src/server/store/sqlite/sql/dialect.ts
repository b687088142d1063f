import { DummyDriver, Kysely, type SqlBool, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { Database } from '../../database.ts';
import { caseVariants } from '../../pairs/fold-case.ts';
import { toLike } from '../../pairs/like-pattern.ts';
import { columnOf } from '../../pairs/pair-columns.ts';
import type { Dialect } from '../../programs/engine.ts';
import { toCaselessGlob, toGlob } from './glob.ts';
import { findSqliteCandidates, sqliteSearchIndex } from './search.ts';

const queries = new Kysely<Database>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** SQLite. What it reads of keys in filters is in every index that lists are sorted by. */
export const sqliteDialect: Dialect = {
  queries,

  // BEGIN IMMEDIATE has locked the whole database.
  lockRows: (query) => query,

  // GLOB, since SQLite's LIKE ignores the case of ASCII letters.
  like: (column, pattern) => sql<SqlBool>`${columnOf(column)} glob ${toGlob(pattern)}`,

  ilike(column, pattern) {
    // LIKE ignores the case of ASCII letters, which is all there is to ignore in most patterns. The others it narrows
    // down, with their other cased letters left open, for a GLOB that takes several times as long.
    const like = toLike(pattern);
    const open = like.replace(/\P{ASCII}/gu, (character) =>
      [...caseVariants(character)].length > 1 ? '_' : character,
    );
    const isLike = sql<SqlBool>`${columnOf(column)} like ${open} escape '\\'`;
    if (open === like) return isLike;
    return sql<SqlBool>`(${isLike} and ${columnOf(column)} glob ${toCaselessGlob(pattern)})`;
  },

  isInTime: {
    // Each call costs several times as much as looking at a row of an index, so only some rows make one.
    pair: sql<SqlBool>`((row_id & 127) <> 0 or in_time())`,
    deleted_pair: sql<SqlBool>`in_time()`,
  },

  searchIndex: sqliteSearchIndex,

  findCandidates: findSqliteCandidates,
};
