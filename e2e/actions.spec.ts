import { editorOf, linesOf } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDelete, pane } from './setup/pair-page.ts';

const EXACT = '{"huge":1.0e400,"digits":123456789012345678901234567890,"again":-0.0}';

test.beforeEach(async ({ server, signIn }) => {
  await server.set('etl/run', EXACT);
  await server.set('zones', '[1]');
  await signIn();
});

test('a duplicate has the first free key and exactly the same value, from a row and from an open pair', async ({
  page,
  server,
}) => {
  await server.set('etl/run-copy', '1');
  await page.goto('/team/kv');
  const dialog = page.getByRole('dialog', { name: 'New pair' });

  await page.getByRole('button', { name: 'Actions for etl/run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(dialog.getByLabel('Key', { exact: true })).toHaveValue('etl/run-copy-2');
  await expect(linesOf(dialog)).toContainText('1.0e400');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(pane(page, 'etl/run-copy-2')).toContainText('Version 1');
  expect(await server.get('etl/run-copy-2')).toBe(EXACT);

  const opened = pane(page, 'etl/run-copy-2');
  await opened.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(dialog.getByLabel('Key', { exact: true })).toHaveValue('etl/run-copy-3');
  await editorOf(dialog).waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(pane(page, 'etl/run-copy-3')).toContainText('Version 1');
  expect(await server.get('etl/run-copy-3')).toBe(EXACT);
});

test('a value of 1 MiB is duplicated to the byte', async ({ page, server }) => {
  const items = Array.from({ length: 26_000 }, (_, index) => `{"at":${index}.50,"id":"${index}é"}`);
  const value = `[${items.join(',')}]`.padEnd(1_000_000, ' ').trimEnd();
  await server.set('large', value);
  await page.goto('/team/kv');

  await page.getByRole('button', { name: 'Actions for large' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await editorOf(page.getByRole('dialog')).waitFor();
  await page.getByRole('dialog').getByText('Valid JSON').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Create pair' }).click();

  await expect(pane(page, 'large-copy')).toContainText('Version 1');
  expect(await server.get('large-copy')).toBe(value);
});

test('F2 renames and Delete deletes the pair of the row that has the focus', async ({ page, server }) => {
  await page.goto('/team/kv');
  const row = page.getByRole('link', { name: 'zones' });

  await row.press('F2');
  const field = page.getByRole('dialog', { name: 'Rename “zones”' }).getByLabel('New key');
  await expect(field).toBeFocused();
  await field.press('Escape');
  await expect(row).toBeFocused();

  await row.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete “zones”?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  expect(await server.get('zones')).toBe('[1]');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(() => server.get('zones')).toBeUndefined();
});

test('a copied link opens its pair, from a row and from the open pair', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'Actions for etl/run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(page.getByRole('menuitem', { name: 'Copied' })).toBeVisible();

  await page.goto(await copied());
  await expect(linesOf(pane(page, 'etl/run'))).toContainText('1.0e400');

  await page.getByRole('link', { name: 'zones' }).click();
  await pane(page, 'zones').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect.poll(copied).toMatch(/\/team\/kv\/zones$/);
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('the preview of a value that changed before it is deleted is cut as everywhere else', async ({ page, server }) => {
  await page.goto('/team/kv/zones');
  await askToDelete(page, 'zones');
  const question = page.getByRole('dialog', { name: 'Delete “zones”?' });
  await expect(question).toContainText('[1]');

  await server.set('zones', JSON.stringify({ place: 'Zürich', long: 'x'.repeat(300) }).replace('ü', '\\u00fc'));
  await question.getByRole('button', { name: 'Delete' }).click();
  await question.getByRole('alert').getByRole('button').click();

  await expect(question).toContainText(/\{"place":"Zürich","long":"x{100,}…/);
});
