import { join } from 'node:path';

/** The built server: from `src/cli` and from `dist/cli` the way is the same. */
export const SERVER_FILE = join(import.meta.dirname, '../../dist/server/main.js');
