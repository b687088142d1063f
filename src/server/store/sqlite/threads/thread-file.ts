import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a thread. Its first file is thread.ts, which the build puts into a folder beside that of the server. */
export function startThread(options: WorkerOptions): Worker {
  // How the main thread was started is no business of a thread: flags for its first file would be refused.
  return new Worker(threadFile(), { ...options, execArgv: [] });
}

let bundled: string | undefined;

function threadFile(): URL | string {
  if (!import.meta.url.endsWith('.ts')) return new URL('../../thread/thread.js', import.meta.url);
  bundled ??= bundleSource();
  return bundled;
}

/**
 * Runs from the sources, as in tests and during development: there each thread would take a second to learn to read
 * TypeScript.
 */
function bundleSource(): string {
  const require = createRequire(import.meta.url);
  const { buildSync }: typeof import('esbuild') = require('esbuild');
  const outfile = fileURLToPath(
    new URL(`../../../../../node_modules/.cache/kv-store/thread-${process.pid}.mjs`, import.meta.url),
  );
  buildSync({
    entryPoints: [fileURLToPath(new URL('./thread.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['better-sqlite3'],
    logLevel: 'error',
  });
  process.once('exit', () => rmSync(outfile, { force: true }));
  return outfile;
}
