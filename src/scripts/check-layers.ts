import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/* Prints a line for each place where a layer knows what it must not know, and ends with 1: `npm run lint:layers`. */

/** Imports that run the wrong way. */
async function findImports(): Promise<string[]> {
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
  const { output } = await cruise(
    ['src'],
    { ...options, ruleSet: { forbidden }, validate: true },
    {},
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  const { modules, summary } = output as ICruiseResult;
  // With an unsupported version of TypeScript it would read no modules and find no violations.
  const count = modules.filter(({ source }) => source.startsWith('src/')).length;
  if (count < 100) return [`dependency-cruiser has read only ${count} files`];
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/** Files of the server that name an engine outside its room. */
function findEngineNames(): string[] {
  const files = readdirSync('src/server', { recursive: true, encoding: 'utf8' });
  const neutral = files.filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|^store\/(sqlite\/|open-store\.ts)/.test(file),
  );
  if (neutral.length < 50) return [`only ${neutral.length} files of the server were found`];
  const named = neutral.filter((file) => /sqlite/i.test(readFileSync(join('src/server', file), 'utf8')));
  return named.map((file) => `an engine is named outside its room: src/server/${file}`);
}

const wrong = [...(await findImports()), ...findEngineNames()];
process.stdout.write(wrong.length === 0 ? 'Layers are as they should be.\n' : `${wrong.join('\n')}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
