import type { Page } from 'playwright/test';
import { replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDelete, hold, pane, save } from './setup/pair-page.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const message = (page: Page) => page.getByRole('region', { name: 'Message' });
const row = (page: Page, key: string) => page.getByRole('row', { name: new RegExp(`^${key}\\b`) });
const link = (page: Page, key: string) => page.getByRole('link', { name: key, exact: true });

async function choose(page: Page, key: string, action: string) {
  await page.getByRole('button', { name: `Actions for ${key}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test.beforeEach(async ({ page, server, signIn }) => {
  await signIn();
  for (const key of ['apple', 'berry', 'citrus']) await server.set(key, `"${key}"`);
  await page.goto('/team/kv');
});

test.describe('before the answer', () => {
  test('a deleted pair is gone from the list, the next row has the focus, and nothing says that it is done', async ({
    page,
  }) => {
    const held = await hold(page, 'DeletePair');
    await choose(page, 'berry', 'Delete');
    await dialog(page).getByRole('button', { name: 'Delete' }).click();

    await expect(link(page, 'berry')).toHaveCount(0);
    await expect(dialog(page)).toHaveCount(0);
    await expect(link(page, 'citrus')).toBeFocused();
    await expect.poll(() => held.length).toBe(1);
    await expect(message(page)).toHaveCount(0);

    await held[0]?.continue();
    await expect(message(page)).toContainText('Deleted “berry”');
    await expect(link(page, 'berry')).toHaveCount(0);
    await expect(link(page, 'citrus')).toBeFocused();
  });

  test('a renamed pair has its new key in the list and over the open value', async ({ page, server }) => {
    await link(page, 'berry').click();
    await expect(pane(page, 'berry').getByText('Version 1', { exact: true })).toBeVisible();
    const held = await hold(page, 'RenamePair');
    await choose(page, 'berry', 'Rename');
    await dialog(page).getByLabel('New key').fill('cherry');
    await dialog(page).getByRole('button', { name: 'Rename' }).click();

    await expect(link(page, 'cherry')).toBeVisible();
    await expect(pane(page, 'berry').getByRole('heading', { name: 'cherry' })).toBeVisible();
    await expect(row(page, 'cherry')).toHaveAttribute('aria-busy', 'true');
    expect(await server.get('cherry')).toBeUndefined();

    await held[0]?.continue();
    await expect(pane(page, 'cherry').getByText('Version 2', { exact: true })).toBeVisible();
    await expect(row(page, 'cherry')).not.toHaveAttribute('aria-busy', 'true');
  });

  test('a saved value is in the list, and is not called saved', async ({ page, server }) => {
    await link(page, 'berry').click();
    await replaceText(page, page, '"typed"');
    const held = await hold(page, 'SetPair');
    await save(page).click();

    await expect(row(page, 'berry')).toContainText('typed');
    await expect.poll(() => held.length).toBe(1);
    await expect(pane(page, 'berry').getByText(/Saved/)).toHaveCount(0);
    expect(await server.get('berry')).toBe('"berry"');

    await held[0]?.continue();
    await expect(pane(page, 'berry').getByText('Saved version 2')).toBeVisible();
  });
});

test.describe('after a refusal', () => {
  test('a deletion is taken back: the row and the open pair are there again, with the reason', async ({
    page,
    server,
  }) => {
    await link(page, 'berry').click();
    await expect(pane(page, 'berry')).toBeVisible();
    const held = await hold(page, 'DeletePair');
    await askToDelete(page, 'berry');
    await dialog(page).getByRole('button', { name: 'Delete' }).click();
    await expect(pane(page, 'berry')).toHaveCount(0);
    await server.set('berry', '"newer"');
    await held[0]?.continue();

    await expect(dialog(page).getByRole('alert')).toContainText('Changed');
    await dialog(page).getByRole('button', { name: 'Show the new value' }).click();
    await expect(dialog(page)).toContainText('"newer"');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(link(page, 'berry')).toBeVisible();
    await expect(pane(page, 'berry').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('berry')).toBe('"newer"');
  });

  test('a rename is taken back, and what was typed is still there to be sent again', async ({ page, server }) => {
    const held = await hold(page, 'RenamePair');
    await choose(page, 'berry', 'Rename');
    await dialog(page).getByLabel('New key').fill('cherry');
    await dialog(page).getByLabel('Note').fill('a better word');
    await dialog(page).getByRole('button', { name: 'Rename' }).click();
    await expect(link(page, 'cherry')).toBeVisible();
    await held[0]?.abort();

    await expect(dialog(page).getByRole('alert')).toContainText('Not renamed yet');
    await expect(link(page, 'berry')).toBeVisible();
    await expect(dialog(page).getByLabel('New key')).toHaveValue('cherry');
    await expect(dialog(page).getByLabel('Note')).toHaveValue('a better word');

    await page.unrouteAll();
    await dialog(page).getByRole('button', { name: 'Rename' }).click();
    await expect(link(page, 'cherry')).toBeVisible();
    await expect.poll(() => server.get('cherry')).toBe('"berry"');
  });

  test('a save is taken back in the list, and the text stays', async ({ page }) => {
    await link(page, 'berry').click();
    await replaceText(page, page, '"typed"');
    const held = await hold(page, 'SetPair');
    await save(page).click();
    await expect(row(page, 'berry')).toContainText('typed');
    await held[0]?.abort();

    await expect(pane(page, 'berry').getByRole('alert')).toContainText('Not saved yet');
    await expect(row(page, 'berry')).toContainText('berryberry');
  });

  test('the reason reaches people who have gone to another page', async ({ page }) => {
    const held = await hold(page, 'DeletePair');
    await choose(page, 'berry', 'Delete');
    await dialog(page).getByRole('button', { name: 'Delete' }).click();
    await expect(link(page, 'berry')).toHaveCount(0);
    await page.getByRole('link', { name: 'Recently deleted' }).click();
    await expect(page.getByRole('heading', { name: 'Recently deleted' })).toBeVisible();
    await held[0]?.abort();

    await expect(message(page)).toContainText('“berry”: Not deleted yet.');
    await expect(dialog(page)).toHaveCount(0);
  });
});
