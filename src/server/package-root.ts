import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The schema of the API. Found through package.json, so that the built server and the sources read the same file. */
export const SCHEMA_FILE = createRequire(import.meta.url).resolve('#contract/schema.graphql');

/** The directory of the built UI. */
export const UI_DIRECTORY = join(SCHEMA_FILE, '../../../dist/ui');
