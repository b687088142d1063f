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

/** SQLite, with the function `fold_case` of `sqlite-connection.ts`. */
export const sqliteDialect: Dialect = {
  queries,

  // BEGIN IMMEDIATE has locked the whole database.
  lockRows: (query) => query,

  // GLOB, since SQLite's LIKE ignores the case of ASCII letters.
  like: (column, pattern) => sql<SqlBool>`${sql.ref(column)} glob ${toGlob(pattern)}`,

  ilike(column, pattern) {
    // LIKE ignores the case of ASCII letters, which is all there is to ignore in most patterns. In the others it is
    // tried first, with the other cased letters left open: it needs no more than the indexes hold.
    const like = toLike(pattern);
    const open = like.replace(/\P{ASCII}/gu, (character) => (isCased(character) ? '_' : character));
    const isLike = sql<SqlBool>`${sql.ref(column)} like ${open} escape '\\'`;
    if (open === like) return isLike;
    const folded = column === 'key' ? sql.ref('key_folded') : sql`fold_case(${sql.ref(column)})`;
    return sql<SqlBool>`(${isLike} and ${folded} glob ${toGlob(pattern.map(foldPart))})`;
  },

  searchIndex: sqliteSearchIndex,

  findCandidates: findSqliteCandidates,
};

function foldPart(part: PatternPart): PatternPart {
  return part.kind === 'text' ? { kind: 'text', text: foldCase(part.text) } : part;
}

function isCased(character: string): boolean {
  return character.toLowerCase() !== character || character.toUpperCase() !== character;
}
