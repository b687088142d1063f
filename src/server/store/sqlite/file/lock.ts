import { existsSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { StoreStartError } from '../../store-start-error.ts';
import { isSqliteError } from '../engine/errors.ts';
import { createPrivateFile } from './files.ts';

/**
 * Keeps a second server away from a database, and remembers that there is one. A small database of its own beside
 * the file, locked as long as it is open: the operating system lets go of the lock when the process ends, however
 * it ends, so a stale lock never has to be removed.
 */
export class SqliteLock {
  readonly #db: Database;

  /** @throws {StoreStartError} when another process, or this one, has the lock */
  constructor(file: string) {
    const lockFile = `${file}.lock`;
    // Only a missing one: closing another handle of a locked file would drop the lock.
    if (!existsSync(lockFile)) createPrivateFile(lockFile);
    this.#db = new Sqlite(lockFile, { timeout: 0 });
    try {
      this.#db.pragma('locking_mode = exclusive');
      // A journal file would lie about after kill -9.
      this.#db.pragma('journal_mode = memory');
      this.#db.exec('begin exclusive; create table if not exists instance (id text not null) strict; commit');
    } catch (error) {
      this.#db.close();
      if (!isSqliteError(error)) throw error;
      throw new StoreStartError(
        error.code.startsWith('SQLITE_BUSY')
          ? `${file}: another server or tool is using it. Stop that one, or choose another file.`
          : `${lockFile}: ${error.message}. Make sure that no server is running on ${file}, and delete ${lockFile}.`,
        { cause: error },
      );
    }
  }

  /** The id of the database that was here at the last start. */
  get rememberedInstanceId(): string | undefined {
    return this.#db.prepare<[], string>('select id from instance').pluck().get();
  }

  remember(instanceId: string): void {
    if (this.rememberedInstanceId === instanceId) return;
    this.#db.transaction(() => {
      this.#db.exec('delete from instance');
      this.#db.prepare('insert into instance (id) values (?)').run(instanceId);
    })();
  }

  release(): void {
    this.#db.close();
  }
}
