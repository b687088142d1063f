import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { credentialsFile, parseCredentials, printCredentials, type SavedCredentials } from './credentials.ts';

/*
 * For the server and the CLI only: it uses node:fs, so nothing that a browser loads may import it.
 */

/**
 * Changes the credentials file, which only its owner may read, and returns its path. Creates it when it is missing.
 *
 * @throws the error of the file system
 */
export function changeCredentials(
  env: Readonly<Record<string, string | undefined>>,
  change: (saved: SavedCredentials) => SavedCredentials,
): string {
  const file = credentialsFile(env, homedir());
  const saved = existsSync(file) ? parseCredentials(readFileSync(file, 'utf8')) : {};
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // A temporary file is renamed, so that a crash cannot leave half a file or one that others may read.
  const aside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(aside, printCredentials(change(saved)), { mode: 0o600, flush: true });
    chmodSync(aside, 0o600);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  flushDirectory(dirname(file));
  return file;
}

/** Makes the new name last through a power cut, where the system can. */
function flushDirectory(path: string): void {
  try {
    const directory = openSync(path, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  } catch {
    // Windows cannot, and the file itself is whole.
  }
}
