import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

test('imports run one way only: ui → client → contract ← server, http → graphql → store', async () => {
  const { output } = await cruise(
    ['src'],
    { ...options, ruleSet: { forbidden }, validate: true },
    {},
    { tsConfig: extractTSConfig('tsconfig.json') },
  );

  const { modules, summary } = output as ICruiseResult;
  // With an unsupported version of TypeScript it would read no modules and find no violations.
  expect(modules.filter(({ source }) => source.startsWith('src/')).length).toBeGreaterThan(100);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);

test('no engine is named outside its room', () => {
  const files = readdirSync('src/server', { recursive: true, encoding: 'utf8' });
  const neutral = files.filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|^store\/(sqlite\/|open-store\.ts)/.test(file),
  );

  expect(neutral.length).toBeGreaterThan(50);
  expect(neutral.filter((file) => /sqlite/i.test(readFileSync(join('src/server', file), 'utf8')))).toEqual([]);
});
