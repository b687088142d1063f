import { createRequire } from 'node:module';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/* Ends with 1 and a line for each import that runs the wrong way: `npm run lint:layers`. */

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

const { output } = await cruise(
  ['src'],
  { ...options, ruleSet: { forbidden }, validate: true },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);

const { modules, summary } = output as ICruiseResult;
const wrong = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
// With an unsuitable TypeScript it reads nothing and finds nothing.
const count = modules.filter(({ source }) => source.startsWith('src/')).length;
if (count < 100) wrong.push(`only ${count} files were read`);
process.stdout.write(`${count} files, ${wrong.length} wrong imports\n${wrong.map((line) => `${line}\n`).join('')}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
