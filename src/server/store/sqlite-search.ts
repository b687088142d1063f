import { type Expression, sql } from 'kysely';
import type { Dialect } from './engine.ts';
import { foldCase } from './fold-case.ts';
import { literalTexts, parseLikePattern } from './like-pattern.ts';
import { first, type Program } from './program.ts';
import type { PairFilter } from './store.ts';

/**
 * Neither triggers nor RETURNING: a statement with one of them works like a savepoint, and at every savepoint the
 * full-text index writes out what it has gathered, which takes several times as long as all else for a new pair.
 */
export const sqliteSearchIndex: Dialect['searchIndex'] = {
  insertLatest: (keyFolded) => ({
    sql: 'insert into pair_search (rowid, key_folded) values (last_insert_rowid(), ?)',
    parameters: [keyFolded],
  }),
  // The index holds no text: it has to be told what the row contained.
  delete: (rowId, keyFolded) => ({
    sql: "insert into pair_search (pair_search, rowid, key_folded) values ('delete', ?, ?)",
    parameters: [rowId, keyFolded],
  }),
};

/** From here on a walk over all keys beats fetching the candidates one by one. */
const MANY = 2_000;
/** More of them than this make a search no more selective, only slower. */
const MAX_TRIGRAMS = 32;

/**
 * Searches the trigram index for the patterns that all matches of `filter` have to match. Undefined when there are
 * none with three characters in a row, or when too many keys contain them.
 */
export function* findSqliteCandidates(filter: PairFilter): Program<Expression<number> | undefined> {
  const trigrams = [...new Set(requiredTexts(filter).flatMap(toTrigrams))].slice(0, MAX_TRIGRAMS);
  if (trigrams.length === 0) return undefined;
  const search = trigrams.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
  const probe = yield* first<{ hits: number }>({
    sql: `select count(*) as hits from (select 1 from pair_search where pair_search match ? limit ${MANY})`,
    parameters: [search],
  });
  if (!probe || probe.hits === MANY) return undefined;
  return sql<number>`(select rowid from pair_search where pair_search match ${search})`;
}

/** Texts that the folded key of every match contains. */
function requiredTexts(filter: PairFilter): string[] {
  if (filter.kind === 'and') return filter.filters.flatMap(requiredTexts);
  if (filter.kind === 'or' && filter.filters.length === 1) return filter.filters.flatMap(requiredTexts);
  if (filter.kind !== 'compare' || filter.column !== 'key') return [];
  if (filter.operator !== 'like' && filter.operator !== 'ilike') return [];
  if (typeof filter.operand !== 'string') return [];
  return literalTexts(parseLikePattern(filter.operand)).map(foldCase);
}

function toTrigrams(text: string): string[] {
  const characters = [...text];
  return characters.slice(2).map((third, at) => `${characters[at]}${characters[at + 1]}${third}`);
}
