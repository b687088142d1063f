import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Found through package.json, so that the built CLI and the sources run the same files. */
const BUILT = join(createRequire(import.meta.url).resolve('kv-store/package.json'), '../dist/server');

/** The built server. */
export const SERVER_FILE = join(BUILT, 'main.js');

/** Works on the database of a server, without one. */
export const ADMIN_FILE = join(BUILT, 'admin.js');
