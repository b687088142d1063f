/** Something that is wrong with a database. */
interface Finding {
  /** Undefined when it belongs to no table, or to none that is known. */
  readonly table: string | undefined;
  /** On one line, without a full stop. */
  readonly problem: string;
}

/** What reading everything in a database has found. */
export interface Verification {
  /** Absolute path, or how people recognise the database otherwise. */
  readonly name: string;
  readonly bytes: number;
  readonly teams: number;
  readonly pairs: number;
  /** The current ones among them. */
  readonly versions: number;
  /** Empty when the database is sound. */
  readonly findings: readonly Finding[];
}

export interface Restoration extends Verification {
  /** The name of the database that was there; undefined when there was none. */
  readonly aside: string | undefined;
}

/** Hears what is being done, and for long work how much of it is: from 0 to 1. */
export type Progress = (work: string, share?: number) => void;

/** A copy cannot be made, checked or put in place. The message is one line for the operator. */
export class MaintenanceError extends Error {
  override readonly name = 'MaintenanceError';
}

/** Gathers findings: the first few of each table, since damage to one page can have thousands. */
export class Findings {
  readonly #byTable = new Map<string | undefined, Set<string>>();

  static readonly #mostPerTable = 5;

  add(table: string | undefined, problem: string): void {
    const problems = this.#byTable.get(table) ?? new Set();
    this.#byTable.set(table, problems);
    if (problems.size < Findings.#mostPerTable) problems.add(problem.replaceAll(/\s+/g, ' ').trim());
  }

  list(): Finding[] {
    return [...this.#byTable].flatMap(([table, problems]) => [...problems].map((problem) => ({ table, problem })));
  }
}

/** The tables and the first finding of each, on one line. */
export function describeFindings({ findings }: Pick<Verification, 'findings'>): string {
  const tables = [...new Set(findings.map(({ table }) => table))];
  return tables
    .map((table) => {
      const problem = findings.find((finding) => finding.table === table)?.problem;
      return table === undefined ? problem : `table ${table} (${problem})`;
    })
    .join(', ');
}
