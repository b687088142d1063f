import type { Page } from 'playwright/test';
import { linesOf } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const message = (page: Page) => page.getByRole('region', { name: 'Message' });
const deleted = (page: Page) => page.getByRole('table', { name: 'Deleted pairs' });
const pairs = (page: Page) => page.getByRole('table', { name: 'Pairs' });

async function deleteByMenu(page: Page, key: string) {
  await page.getByRole('button', { name: `Actions for ${key}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(message(page)).toContainText(`Deleted “${key}”`);
}

test.beforeEach(({ signIn }) => signIn());

test.describe('after a deletion', () => {
  test('Undo brings exactly that pair back, by keyboard, while the focus stays in the list', async ({
    page,
    server,
  }) => {
    await server.set('a', '1');
    const id = await server.set('b', '{"id":12345678901234567890,"x":1.0}');
    await server.set('c', '3');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'Actions for b', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(dialog(page)).toContainText('It stays in Recently deleted for up to 30 days.');
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();

    await expect(message(page)).toContainText('Deleted “b”');
    await expect(pairs(page).getByRole('link', { name: 'c' })).toBeFocused();
    expect(await server.get('b')).toBeUndefined();
    await page.keyboard.press('ControlOrMeta+z');

    await expect(message(page)).toContainText('Restored “b”');
    await expect(pairs(page).getByRole('link')).toHaveCount(3);
    expect(await server.get('b')).toBe('{"id":12345678901234567890,"x":1.0}');
    expect(await server.set('b', '2')).toBe(id);
  });

  test('the message closes by itself, but not while the pointer or the focus is in it', async ({ page, server }) => {
    await page.clock.install();
    await server.set('a', '1');
    await page.goto('/team/kv');
    await deleteByMenu(page, 'a');

    await message(page).getByRole('button', { name: 'Undo' }).focus();
    await page.clock.fastForward(60_000);
    await expect(message(page)).toBeVisible();
    await message(page).getByText('Deleted “a”').hover();
    await page.getByRole('button', { name: 'New pair' }).first().focus();
    await page.clock.fastForward(60_000);
    await expect(message(page)).toBeVisible();

    await page.mouse.move(0, 0);
    await page.clock.fastForward(10_000);
    await expect(message(page)).toBeHidden();
  });

  test('Undo says so when another pair has the key by now, and touches neither', async ({ page, server }) => {
    await server.set('a', '"old"');
    await page.goto('/team/kv');
    await deleteByMenu(page, 'a');

    await server.set('a', '"new"');
    await message(page).getByRole('button', { name: 'Undo' }).click();

    await expect(message(page)).toContainText('“a” exists again');
    expect(await server.get('a')).toBe('"new"');
    await message(page).getByRole('link', { name: 'Recently deleted' }).click();
    await expect(deleted(page).getByRole('button', { name: 'a', exact: true })).toBeVisible();
  });
});

test.describe('at the limit of the licence', () => {
  test.use({ serverEnv: { KV_LICENSE_PAIRS: '2' } });

  test('neither Undo nor Restore goes over it, and both say what would be needed', async ({ page, server }) => {
    await server.set('a', '1');
    const b = await server.set('b', '2');
    await page.goto('/team/kv');
    await deleteByMenu(page, 'a');
    await server.set('c', '3');

    await message(page).getByRole('button', { name: 'Undo' }).click();
    await expect(message(page)).toContainText('would need 3 of 2 pairs');

    await page.goto('/team/kv?deleted=1');
    await page.getByRole('button', { name: 'Restore a' }).click();
    await expect(dialog(page)).toContainText('would need 3 of 2 pairs');
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    expect(await server.get('a')).toBeUndefined();

    await server.delete(b);
    await page.reload();
    await page.getByRole('button', { name: 'Restore a' }).click();
    await expect(message(page)).toContainText('Restored “a”');
    expect(await server.get('a')).toBe('1');
  });
});

test.describe('recently deleted pairs', () => {
  test('are found, read and restored, and the next one gets the focus', async ({ page, server }) => {
    for (const key of ['etl/a', 'etl/b', 'models/c']) await server.delete(await server.set(key, `{"of":"${key}"}`));
    await page.goto('/team/kv');
    await page.getByRole('link', { name: 'Recently deleted' }).click();
    await expect(page).toHaveURL(/\/team\/kv\?deleted=1$/);
    await expect(deleted(page).getByRole('row')).toHaveCount(4);
    await expect(deleted(page)).toContainText('in 30 days');
    await expect(page.getByText(/^Deleted pairs and earlier versions use .* of 100 MB\./)).toBeVisible();

    await page.getByRole('searchbox').fill('ETL');
    await expect(deleted(page).getByRole('row')).toHaveCount(3);
    await expect(page.getByText('2 of 3')).toBeVisible();
    await deleted(page).getByRole('button', { name: 'etl/b', exact: true }).click();
    await expect(linesOf(dialog(page))).toContainText('"etl/b"');
    await dialog(page).getByRole('button', { name: 'Restore' }).click();

    await expect(dialog(page)).toHaveCount(0);
    await expect(deleted(page).getByRole('button', { name: 'etl/a', exact: true })).toBeFocused();
    expect(await server.get('etl/b')).toBe('{"of":"etl/b"}');
    await message(page).getByRole('link', { name: 'Open it' }).click();
    await expect(page).toHaveURL(/\/team\/kv\/etl%2Fb$/);
  });

  test('are restored under another name when theirs is taken', async ({ page, server }) => {
    await server.delete(await server.set('etl/a', '"old"'));
    await server.set('etl/a', '"new"');
    await server.set('etl/a-restored', '1');
    await page.goto('/team/kv?deleted=1');
    await page.getByRole('button', { name: 'Restore etl/a' }).click();

    await expect(dialog(page)).toContainText('“etl/a” exists again');
    const field = dialog(page).getByRole('textbox', { name: 'New key' });
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('etl/a-restored-2');
    await field.fill('etl/a-restored');
    await expect(dialog(page).getByText('“etl/a-restored” already exists.')).toBeVisible();
    await field.fill('etl/kept');
    await page.keyboard.press('Enter');

    await expect(message(page)).toContainText('Restored “etl/kept”');
    await expect(dialog(page)).toHaveCount(0);
    expect(await server.get('etl/a')).toBe('"new"');
    expect(await server.get('etl/kept')).toBe('"old"');
    await page.goto('/team/activity');
    await expect(page.getByText('restored etl/a as etl/kept')).toBeVisible();
  });

  test('are purged only after their name was read', async ({ page, server }) => {
    await server.delete(await server.set('a', '1'));
    await server.delete(await server.set('b', '2'));
    await page.goto('/team/kv?deleted=1');

    await page.getByRole('button', { name: 'Delete a permanently' }).click();
    await expect(dialog(page)).toContainText('Delete “a” permanently?');
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog(page).getByRole('button', { name: 'Delete permanently' }).click();

    await expect(deleted(page).getByRole('row')).toHaveCount(2);
    await expect(deleted(page).getByRole('button', { name: 'b', exact: true })).toBeFocused();
    await page.reload();
    await expect(deleted(page).getByRole('button', { name: 'b', exact: true })).toBeVisible();
    await expect(deleted(page).getByRole('row')).toHaveCount(2);
  });

  test('are walked through and left by keyboard', async ({ page, server }) => {
    for (const key of ['a', 'b', 'c']) await server.delete(await server.set(key, '1'));
    await page.goto('/team/kv?deleted=1');
    await expect(deleted(page)).toBeVisible();

    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(deleted(page).getByRole('button', { name: 'c', exact: true })).toBeFocused();
    await page.keyboard.press('j');
    await expect(deleted(page).getByRole('button', { name: 'b', exact: true })).toBeFocused();
    await page.keyboard.press('End');
    await expect(deleted(page).getByRole('button', { name: 'a', exact: true })).toBeFocused();
    await page.keyboard.press('Escape');

    await expect(page).toHaveURL(/\/team\/kv$/);
  });

  test('share their address with no key', async ({ page, server }) => {
    await server.set('trash', '"a pair of its own"');
    await page.goto('/team/kv/trash?deleted=1');
    await expect(linesOf(page)).toContainText('a pair of its own');

    await page.goto('/team/kv?deleted=1');
    await expect(page.getByRole('heading', { name: 'Nothing deleted recently' })).toBeVisible();
  });
});
