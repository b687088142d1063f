import type { Database } from 'better-sqlite3';
import type { Findings } from '../../../verification.ts';
import { isDamage } from '../../engine/errors.ts';

/** Beyond this many the others say nothing more. */
const MAX_LINES = 1_000;

interface SchemaEntry {
  readonly name: string;
  readonly tableName: string;
  readonly rootPage: number | null;
}

/** Reads every page, and every reference from one table to another. */
export function checkPages(db: Database, findings: Findings): void {
  const schema = db
    .prepare<[], SchemaEntry>('select name, tbl_name as tableName, rootpage as rootPage from sqlite_schema')
    .all();
  if (!readPages(db, `integrity_check(${MAX_LINES})`, schema, findings)) {
    // Some damage ends the check without a word about where it is. That of one table finds it.
    for (const { name } of schema.filter(({ name, tableName, rootPage }) => name === tableName && rootPage)) {
      if (!readPages(db, `integrity_check("${name}")`, schema, findings)) findings.add(nameTable(name), 'malformed');
    }
  }
  for (const { table, parent } of db.pragma('foreign_key_check') as { table: string; parent: string }[]) {
    findings.add(table, `a row without its ${parent}`);
  }
}

/** Returns whether the check could be done to its end. */
function readPages(db: Database, check: string, schema: readonly SchemaEntry[], findings: Findings): boolean {
  try {
    for (const lines of db.prepare<[], string>(`pragma ${check}`).pluck().iterate()) {
      for (const line of lines.split('\n')) {
        if (line !== 'ok' && !line.startsWith('***')) findings.add(findTable(line, schema), line);
      }
    }
    return true;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return false;
  }
}

/** The table that a line of the check is about: it names a page, an index, a table or a column. */
function findTable(line: string, schema: readonly SchemaEntry[]): string | undefined {
  const root = /^Tree (\d+)\b/i.exec(line)?.[1];
  const words = new Set(line.split(/[^\w]+/));
  const entry = schema.find(({ name, rootPage }) => (root === undefined ? words.has(name) : rootPage === Number(root)));
  return entry && nameTable(entry.tableName);
}

/** The search index keeps its own in tables with longer names. */
const nameTable = (name: string) => name.replace(/^pair_search_\w+$/, 'pair_search');
