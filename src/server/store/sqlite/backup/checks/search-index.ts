import type { Database } from 'better-sqlite3';
import type { Findings } from '../../../verification.ts';

/** A prime: products of two numbers below it are exact. */
const MODULUS = 1_000_003;

/** How many entries, and a sum over them in which their order does not matter. */
interface Checksum {
  readonly count: number;
  readonly sum: number;
}

/**
 * Compares the search index with the keys: both are reduced to a checksum of their entries, each a row and three
 * characters in a row of its key.
 */
export function checkSearchIndex(db: Database, findings: Findings): void {
  const found = ofIndex(db);
  const expected = ofKeys(db);
  if (found.count === expected.count && found.sum === expected.sum) return;
  findings.add('pair_search', 'the search index does not agree with the keys');
}

function ofIndex(db: Database): Checksum {
  // In the memory of this connection alone, but the setting makes no difference.
  db.pragma('query_only = 0');
  db.exec("create virtual table temp.search_entry using fts5vocab (main, 'pair_search', 'instance')");
  db.pragma('query_only = 1');
  const entries = db.prepare<[], Checksum>(`
    select count(*) as count, coalesce(sum((doc % ${MODULUS}) * ((
        unicode(term) * 961 + unicode(substr(term, 2)) * 31 + unicode(substr(term, 3))
      ) % ${MODULUS}) % ${MODULUS}), 0) as sum
    from temp.search_entry`);
  return entries.get() ?? { count: 0, sum: 0 };
}

function ofKeys(db: Database): Checksum {
  let count = 0;
  let sum = 0;
  const keys = db.prepare<[], { row: number; key: string }>('select row_id as row, key_folded as key from pair');
  for (const { row, key } of keys.iterate()) {
    const seen = new Set<string>();
    const characters = [...key];
    for (let at = 0; at + 2 < characters.length; at += 1) {
      const entry = characters.slice(at, at + 3);
      const text = entry.join('');
      if (seen.has(text)) continue;
      seen.add(text);
      const weight = entry.reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 0) % MODULUS;
      count += 1;
      sum += ((row % MODULUS) * weight) % MODULUS;
    }
  }
  return { count, sum };
}
