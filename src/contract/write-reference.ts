import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReference } from './reference.ts';

const schemaText = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');
writeFileSync(join(import.meta.dirname, 'API.md'), createReference(schemaText));
