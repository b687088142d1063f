import { closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Makes an empty file that only its owner may read; SQLite gives its companions the same mode. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'ax', 0o600));
}

/** Makes the directory of `file` when it is missing. Resolves to the one name that all paths to `file` share. */
export function prepareDirectory(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return join(realpathSync(dirname(file)), basename(file));
}

/** Bytes; 0 when there is no such file. */
export function fileSize(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
