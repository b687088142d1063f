import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The built server. Found through package.json, so that the built CLI and the sources run the same file. */
export const SERVER_FILE = join(
  createRequire(import.meta.url).resolve('kv-store/package.json'),
  '../dist/server/main.js',
);
