import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { describeBuild } from './build-stamp.ts';

let directory: string;
const write = (path: string, text: string) => {
  mkdirSync(join(directory, path, '..'), { recursive: true });
  writeFileSync(join(directory, path), text);
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kv-build-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  write('src/a/b.ts', 'one');
  write('package.json', '{}');
  write('dist/server/main.js', 'built');
});

test('a build stays the same, also when a checkout has written the sources again', () => {
  const before = describeBuild(directory);
  utimesSync(join(directory, 'src/a/b.ts'), 1, 1);
  write('src/a/b.test.ts', 'a test');
  write('README.md', 'text');

  expect(describeBuild(directory)).toBe(before);
});

test.each([
  ['a source has changed', () => write('src/a/b.ts', 'two')],
  ['a source is new', () => write('src/a/c.ts', 'one')],
  ['a source is gone', () => rmSync(join(directory, 'src/a/b.ts'))],
  ['a package was added', () => write('package.json', '{"dependencies":{}}')],
  ['a part was built again', () => utimesSync(join(directory, 'dist/server/main.js'), 1, 1)],
  ['what was built is gone', () => rmSync(join(directory, 'dist'), { recursive: true })],
])('it is another one when %s', (_, change) => {
  const before = describeBuild(directory);
  change();

  expect(describeBuild(directory)).not.toBe(before);
});
