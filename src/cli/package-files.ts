import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The built server; found through package.json, so that the built command line and the sources run the same one. */
export const SERVER_FILE = join(
  createRequire(import.meta.url).resolve('kv-store/package.json'),
  '../dist/server/main.js',
);
