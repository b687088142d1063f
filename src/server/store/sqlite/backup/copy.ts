import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describeFindings, MaintenanceError, type Progress, type Verification } from '../../verification.ts';
import { createPrivateFile, flush, removeFile } from '../file/files.ts';
import { openSnapshot } from './read-only.ts';
import { verifySqliteFile } from './verify.ts';

/** Pages copied before the next signal is looked at: 4 MiB. */
const PAGES = 1_024;

export interface CopyOptions {
  readonly progress: Progress;
  /** Ends the work; the copy is removed then. */
  readonly signal: AbortSignal;
}

/**
 * Copies what is committed in `source` now to the new file `target`, reads all of the copy, and flushes it to the disk.
 * The copy is one whole file, without a log beside it, that only its owner may read.
 *
 * @throws {MaintenanceError | StoreStartError} when one of them cannot be used or `source` is damaged; `target` is
 *   removed then
 */
export async function copySoundDatabase(
  source: string,
  target: string,
  { progress, signal }: CopyOptions,
): Promise<Verification> {
  await copySnapshot(source, target, { progress, signal });
  try {
    const check: Progress = (work, share) => {
      signal.throwIfAborted();
      progress(work, share);
    };
    const verification = await verifySqliteFile(target, check);
    // What came while the last check was working.
    await setImmediate();
    signal.throwIfAborted();
    if (verification.findings.length > 0) {
      throw new MaintenanceError(
        `${source}: the database is damaged: ${describeFindings(verification)}. Nothing was kept of the copy.`,
      );
    }
    flush(target);
    return verification;
  } catch (error) {
    removeFile(target);
    throw error;
  }
}

async function copySnapshot(source: string, target: string, { progress, signal }: CopyOptions): Promise<void> {
  const db = openSnapshot(source);
  try {
    createPrivateFile(target);
    try {
      await db.backup(target, {
        progress({ totalPages, remainingPages }) {
          signal.throwIfAborted();
          progress('copying', 1 - remainingPages / totalPages);
          return PAGES;
        },
      });
      const copy = new Sqlite(target, { fileMustExist: true });
      copy.pragma('journal_mode = delete');
      copy.close();
    } catch (error) {
      removeFile(target);
      throw error;
    }
  } finally {
    db.close();
  }
}
