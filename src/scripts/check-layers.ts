import { createRequire } from 'node:module';
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
  // With an unsuitable TypeScript it reads nothing and finds nothing.
  expect(modules.filter(({ source }) => source.startsWith('src/')).length).toBeGreaterThan(100);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);
