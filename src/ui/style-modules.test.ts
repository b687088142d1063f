import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const UI = import.meta.dirname;

/** Named after what they are, not after a component; without the extension. */
const SHARED = [
  'app/Screen',
  'features/kv/pair/Pane',
  'shared/dialog/EditorFrame',
  'shared/editor/Monaco',
  'shared/page/Page',
  'shared/page/Table',
  'shared/page/ToastActions',
].map((name) => basename(name));

const scripts = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!\.test)\.tsx?$/.test(name),
);

test('a component is styled by its own module, or by one that is there to be shared', () => {
  const borrowed = scripts.flatMap((script) => {
    const own = basename(script).replace(/\.tsx?$/, '');
    const modules = readFileSync(join(UI, script), 'utf8').matchAll(/from '[^']*?([^/']+)\.module\.css'/g);
    return [...modules]
      .map(([, name = '']) => name)
      .filter((name) => name !== own && !SHARED.includes(name))
      .map((name) => `${script} ← ${name}`);
  });
  expect(borrowed).toEqual([]);
});

test('every module of styles is imported', () => {
  const imported = scripts.flatMap((script) =>
    [...readFileSync(join(UI, script), 'utf8').matchAll(/from '[^']*?([^/']+)\.module\.css'/g)].map(([, name]) => name),
  );
  const styles = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.module.css'));
  expect(styles.map((name) => basename(name, '.module.css')).filter((name) => !imported.includes(name))).toEqual([]);
});
