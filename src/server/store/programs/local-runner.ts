import { DEFAULT_RETENTION, type Retention } from '../history.ts';
import type { Engine } from './engine.ts';
import { createPrograms, type Programs } from './programs.ts';
import { createRowWriter, type RowChunk, type RowFields } from './row-text.ts';
import type { ProgramArguments, Runner } from './runner.ts';
import type { TimeLimit } from './time-limit.ts';

/** Characters of a piece of a list of rows, but for the last one, which is shorter. */
export const PIECE_LENGTH = 64 * 1024;

/** Rows without values have some hundred bytes. */
const MAX_SHORT_ROWS = 1_000;

/** Runs programs on an engine in this thread. */
export class LocalRunner implements Runner {
  readonly #engine: Engine;
  readonly #programs: Programs;

  constructor(engine: Engine, clock: () => Date, retention: Retention = DEFAULT_RETENTION) {
    this.#engine = engine;
    this.#programs = createPrograms(engine.dialect, clock, retention);
  }

  lookUp: Runner['lookUp'] = (name, ...args) => this.#engine.read(() => call(this.#programs.lookups[name], args));

  read: Runner['read'] = ({ limit }, name, ...args) =>
    this.#engine.read(() => call(this.#programs.reads[name], args), limit);

  write: Runner['write'] = (name, ...args) => this.#engine.write(call(this.#programs.writes[name], args));

  rows: Runner['rows'] = ({ limit }, fields, name, ...args) => this.#texts(fields, name, args, limit);

  rowsNow: Runner['rowsNow'] = async (fields, name, ...args) => {
    const { write, takeIds } = createIdWriter(fields, args[1]);
    const text = await this.#engine.text(() => call(this.#programs.rows[name], args), write);
    return { text, ids: takeIds() };
  };

  erase(): Promise<void> {
    return this.#engine.erase();
  }

  ping(): Promise<void> {
    return this.#engine.ping();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async *#texts<Name extends keyof Programs['rows']>(
    fields: RowFields,
    name: Name,
    args: ProgramArguments<Programs['rows'][Name]>,
    limit: TimeLimit,
  ): AsyncGenerator<RowChunk, void> {
    const columns: readonly string[] = args[1];
    const { write, takeIds } = createIdWriter(fields, columns);
    const isShort = !columns.includes('valueText') && (args[2].limit ?? Number.POSITIVE_INFINITY) <= MAX_SHORT_ROWS;
    for await (const text of this.#engine.texts(() => call(this.#programs.rows[name], args), write, {
      pieceLength: PIECE_LENGTH,
      limit,
      isShort,
    })) {
      yield { text, ids: takeIds() };
    }
  }
}

/** Writes rows as text, and remembers their ids until they are taken. */
function createIdWriter(fields: RowFields, columns: readonly string[]) {
  const toText = createRowWriter(fields, columns);
  const id = columns.indexOf('id');
  let ids: string[] = [];
  return {
    write: (row: readonly unknown[]): string => {
      if (id >= 0) ids.push(row[id] as string);
      return toText(row);
    },
    takeIds: (): readonly string[] => {
      const taken = ids;
      ids = [];
      return taken;
    },
  };
}

/** The types of a program and of its arguments are tied together by `Runner`. */
// biome-ignore lint/suspicious/noExplicitAny: TypeScript loses the tie when it looks a program up by name.
function call(program: any, args: readonly unknown[]): any {
  return program(...args);
}
