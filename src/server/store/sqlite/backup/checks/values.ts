import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { findJsonProblem, jsonTypeOf, minifyJson } from '#json/text.ts';
import type { Findings, Progress } from '../../../verification.ts';

/** A signal waits no longer than this. */
const BREATH_MS = 50;

interface Row {
  readonly version: number;
  readonly key: string;
  readonly type: unknown;
  readonly size: unknown;
  readonly bytes: Buffer | null;
}

/** Reads every value of a table, and compares it with what is recorded about it. Resolves to how many rows there are. */
export async function checkValues(
  db: Database,
  table: 'pair' | 'pair_version',
  findings: Findings,
  progress: Progress,
): Promise<number> {
  const total = db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
  const rows = db.prepare<[], Row>(`select version, key, type, size, cast(value as blob) as bytes from ${table}`);
  let done = 0;
  let breath = performance.now();
  for (const row of rows.iterate()) {
    const problem = row.bytes ? findProblem(row, row.bytes) : findProblemOfNone(row);
    if (problem) findings.add(table, `${problem}: key ${JSON.stringify(row.key)}, version ${row.version}`);
    done += 1;
    if (performance.now() - breath < BREATH_MS) continue;
    progress(`reading the values of ${table}`, done / total);
    await setImmediate();
    breath = performance.now();
  }
  return done;
}

function findProblem({ type, size }: Row, bytes: Buffer): string | undefined {
  if (!isUtf8(bytes)) return 'a value that is not UTF-8';
  const text = bytes.toString();
  // Older servers may have allowed other depths.
  const problem = findJsonProblem(text);
  if (problem && problem.reason !== 'depth') return 'a value that is not JSON';
  if (minifyJson(text) !== text) return 'a value that is not compact';
  if (bytes.length !== size) return `a value of ${bytes.length} bytes that is recorded with ${size}`;
  const actual = jsonTypeOf(text);
  return actual === type ? undefined : `a value of type ${actual} that is recorded as ${type}`;
}

/** Only a version that a deletion has made has no value. */
function findProblemOfNone({ type, size }: Row): string | undefined {
  return type === null && !size ? undefined : 'a value that is missing';
}
