import type { Program } from './program.ts';
import type { Programs } from './programs.ts';
import type { RowChunk, RowFields } from './row-text.ts';
import type { TimeLimit } from './time-limit.ts';

/** On whose behalf a read is done, and how long it may take. */
export interface ReadTurn {
  /** Readers are shared fairly between owners. */
  readonly owner: string;
  readonly limit: TimeLimit;
}

type Result<Of> = Of extends (...args: never[]) => Program<infer Value>
  ? Value
  : Of extends (...args: never[]) => () => Program<infer Value>
    ? Value
    : never;

export type ProgramArguments<Of> = Of extends (...args: infer Arguments) => unknown ? Arguments : never;

/**
 * Runs the programs of the store by name, wherever the engine does its work. Arguments and results can be cloned, so
 * that a program may run in another thread.
 */
export interface Runner {
  /** Runs a program that reads a few rows by an index. It is not kept waiting by other reads, nor by writes. */
  lookUp<Name extends keyof Programs['lookups']>(
    name: Name,
    ...args: ProgramArguments<Programs['lookups'][Name]>
  ): Promise<Result<Programs['lookups'][Name]>>;

  /**
   * Runs a program on one snapshot.
   *
   * @throws {KvError} `QUERY_TOO_EXPENSIVE` when it takes longer than its limit, `UNAVAILABLE`, besides what the
   *   program throws
   */
  read<Name extends keyof Programs['reads']>(
    turn: ReadTurn,
    name: Name,
    ...args: ProgramArguments<Programs['reads'][Name]>
  ): Promise<Result<Programs['reads'][Name]>>;

  /**
   * The rows of a query as JSON text, from one snapshot, in pieces of some tens of kilobytes. The next piece is made
   * when it is asked for; its consumer has to ask until the end, or return.
   *
   * @throws {KvError} like `read`
   */
  rows<Name extends keyof Programs['rows']>(
    turn: ReadTurn,
    fields: RowFields,
    name: Name,
    ...args: ProgramArguments<Programs['rows'][Name]>
  ): AsyncIterable<RowChunk>;

  /** The same for a lookup, in one piece. */
  rowsNow<Name extends keyof Programs['rows']>(
    fields: RowFields,
    name: Name,
    ...args: ProgramArguments<Programs['rows'][Name]>
  ): Promise<RowChunk<string>>;

  /**
   * Runs a program as one transaction. Resolves when the commit has reached stable storage.
   *
   * @throws {KvError} `UNAVAILABLE`, besides what the program throws; then nothing is kept as far as is known
   */
  write<Name extends keyof Programs['writes']>(
    name: Name,
    ...args: ProgramArguments<Programs['writes'][Name]>
  ): Promise<Result<Programs['writes'][Name]>>;

  /** See `Engine.erase`. */
  erase(): Promise<void>;

  /** @throws {KvError} `UNAVAILABLE` when it cannot read or write */
  ping(): Promise<void>;

  /** Finishes the writes under way and releases the database. */
  close(): Promise<void>;
}
