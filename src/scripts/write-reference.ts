import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReference } from './reference.ts';

const CONTRACT = join(import.meta.dirname, '../contract');

const schemaText = readFileSync(join(CONTRACT, 'schema.graphql'), 'utf8');
writeFileSync(join(CONTRACT, 'API.md'), createReference(schemaText));
