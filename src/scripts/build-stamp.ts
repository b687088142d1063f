import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a build reads. */
const SOURCES = ['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const BUILT = 'dist';

/**
 * What was built, and from what: the same text as long as neither has changed. Sources count by content, because a
 * checkout changes their times; what was built by size and time, because only builds write it.
 */
export function describeBuild(directory = '.'): string {
  const sources = createHash('sha256').update(process.version);
  for (const path of SOURCES) addFiles(sources, join(directory, path), (file) => readFileSync(file));
  const built = createHash('sha256');
  addFiles(built, join(directory, BUILT), (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });
  return JSON.stringify({ sources: sources.digest('hex'), built: built.digest('hex') });
}

function addFiles(hash: Hash, path: string, read: (file: string) => string | Uint8Array): void {
  if (!existsSync(path)) return;
  const isDirectory = statSync(path).isDirectory();
  const names = isDirectory ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [''];
  for (const name of names) {
    const file = join(path, name);
    // Tests are not built; files that appear and vanish while one is running neither.
    if (/\.test\.tsx?$/.test(name) || !statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    hash.update(`\0${name}\0`).update(read(file));
  }
}
