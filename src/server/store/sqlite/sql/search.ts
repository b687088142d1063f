import { type Expression, sql } from 'kysely';
import { foldCase } from '../../pairs/fold-case.ts';
import { literalTexts, parseLikePattern } from '../../pairs/like-pattern.ts';
import type { Dialect } from '../../programs/engine.ts';
import { first, type Program } from '../../programs/program.ts';
import type { PairFilter } from '../../store.ts';

/**
 * Neither triggers nor RETURNING: a statement with one of them works like a savepoint, and at every savepoint the
 * full-text index writes out what it has gathered, which takes several times as long as all else for a new pair.
 */
export const sqliteSearchIndex: Dialect['searchIndex'] = {
  insertLatest: (keyFolded) => ({
    sql: 'insert into pair_search (rowid, key_folded) values (last_insert_rowid(), ?)',
    parameters: [keyFolded],
  }),
  insert: (rowId, keyFolded) => ({
    sql: 'insert into pair_search (rowid, key_folded) values (?, ?)',
    parameters: [rowId, keyFolded],
  }),
  // The index holds no text: it needs the text of the row to delete it.
  delete: (rowId, keyFolded) => ({
    sql: "insert into pair_search (pair_search, rowid, key_folded) values ('delete', ?, ?)",
    parameters: [rowId, keyFolded],
  }),
};

/**
 * Up to this share of the pairs, fetching the candidates one by one beats a walk over all keys that does not find its
 * first page early.
 */
const FEW = 1 / 100;
const ALWAYS_FEW = 1_000;
/** More of them make a search slower and almost never more selective. */
const MAX_TRIGRAMS = 8;

/**
 * Searches the index for the texts that all matches of `filter` contain. Undefined when there are none with three
 * characters in a row, or when too many keys contain them.
 */
export function* findSqliteCandidates(filter: PairFilter, pairCount: number): Program<Expression<number> | undefined> {
  const trigrams = [...new Set(requiredTexts(filter).flatMap(toTrigrams))].slice(0, MAX_TRIGRAMS);
  if (trigrams.length === 0) return undefined;
  const most = Math.max(ALWAYS_FEW, Math.ceil(pairCount * FEW));
  const search = trigrams.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
  const found = yield* first<{ count: number; rowIds: string }>({
    sql: `select count(*) as count, json_group_array(rowid) as rowIds
      from (select rowid from pair_search where pair_search match ? limit ?)`,
    parameters: [search, most + 1],
  });
  if (!found || found.count > most) return undefined;
  return sql<number>`(select value from json_each(${found.rowIds}))`;
}

/** Texts that the folded key of every match contains. */
function requiredTexts(filter: PairFilter): string[] {
  if (filter.kind === 'and') return filter.filters.flatMap(requiredTexts);
  if (filter.kind !== 'compare' || filter.column !== 'key' || typeof filter.operand !== 'string') return [];
  if (filter.operator !== 'like' && filter.operator !== 'ilike') return [];
  return literalTexts(parseLikePattern(filter.operand)).map(foldCase);
}

/** Groups of three characters, one after the other, and the last three. */
function toTrigrams(text: string): string[] {
  const characters = [...text];
  const last = characters.length - 3;
  if (last < 0) return [];
  const starts = Array.from({ length: Math.floor(last / 3) + 1 }, (_, at) => at * 3);
  return [...starts, last].map((start) => characters.slice(start, start + 3).join(''));
}
