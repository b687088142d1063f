import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createReference } from './reference.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../contract', name), 'utf8');

test('API.md is up to date with the schema', () => {
  expect(read('API.md')).toBe(createReference(read('schema.graphql')));
});

test('every link points to a heading', () => {
  const reference = read('API.md');
  const anchors = new Set(
    [...reference.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-')),
  );
  const links = [...reference.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);

  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((link) => !anchors.has(link))).toEqual([]);
});

test('describes fields, arguments and values', () => {
  const reference = createReference(`
    "One | of them."
    enum color { "Like fire." red }
    type Query { "Looks." paint(
      """
      Over
      lines.
      """
      color: color! = red
    ): [Int!]! }
  `);

  expect(reference).toContain('### query paint\n\nLooks.');
  expect(reference).toContain('| `color` | [`color!`](#color) | Over lines. |');
  expect(reference).toContain('Returns `[Int!]!`.');
  expect(reference).toContain('### color\n\nOne | of them.');
  expect(reference).toContain('| `red` | Like fire. |');
  expect(reference).not.toContain('## Mutations');
});
