import type { Page } from 'playwright/test';
import { expect, test } from './setup/fixtures.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Pairs' });
const keys = (page: Page) => table(page).getByRole('link');
const filter = (page: Page) => page.getByRole('button', { name: 'Not read for 90 days' });

async function openDeletion(page: Page, key: string) {
  await table(page)
    .getByRole('button', { name: `Actions for ${key}` })
    .click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  return page.getByRole('dialog', { name: `Delete “${key}”?` });
}

test.beforeEach(({ signIn }) => signIn());

test('the delete dialog says who has read the pair last; looking at it here does not count', async ({
  page,
  server,
}) => {
  await server.set('in use', '1');
  await page.goto('/team/kv/in%20use');
  await expect(page.getByRole('region', { name: 'Pair in use' })).toBeVisible();

  const dialog = await openDeletion(page, 'in use');
  await expect(dialog).toContainText('Never read through the API.');
  await page.keyboard.press('Escape');
  await server.get('in use');

  await openDeletion(page, 'in use');
  await expect(dialog).toContainText(/Last read (just now|1 min ago) by admin\./);
});

test('the list shows only what nobody reads, in the URL too, and says so when that is nothing', async ({
  page,
  server,
}) => {
  await server.set('dusty', '1');
  await server.set('in use', '1');
  await server.get('in use');
  await page.goto('/team/kv');
  await expect(keys(page)).toHaveCount(2);

  await filter(page).click();
  await expect(keys(page)).toHaveText([/dusty/]);
  await expect(page.getByText('1 of 2')).toBeVisible();
  await expect(page.getByText(/Reads are recorded since/)).toBeVisible();
  await expect(page).toHaveURL(/\?unread=90$/);
  await page.reload();
  await expect(keys(page)).toHaveText([/dusty/]);
  await expect(filter(page)).toHaveAttribute('aria-pressed', 'true');

  await server.get('dusty');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Every pair was read in the last 90 days.' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all pairs' }).click();
  await expect(keys(page)).toHaveCount(2);
  await expect(page).toHaveURL(/\/team\/kv$/);
});

test.describe('at the limit', () => {
  test.use({ serverEnv: { KV_LICENSE_PAIRS: '2' } });

  test('the dialog deletes what was read longest ago, never what is too new to have been read', async ({
    page,
    server,
  }) => {
    await server.set('in use', '1');
    await server.get('in use');
    await server.set('brand new', '1');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).click();

    const dialog = page.getByRole('dialog', { name: 'Licence limit reached' });
    await expect(dialog.getByRole('listitem')).toHaveText([/^in use.*Last read just now by admin/]);
    await dialog.getByRole('link', { name: 'in use' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: 'Pair in use' })).toBeVisible();

    await page.getByRole('button', { name: 'New pair' }).click();
    await dialog.getByRole('button', { name: 'Delete in use' }).click();
    const confirm = page.getByRole('dialog', { name: 'Delete “in use”?' });
    await expect(confirm.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog.getByRole('button', { name: 'Delete in use' })).toBeFocused();
    await page.keyboard.press('Enter');
    await confirm.getByRole('button', { name: 'Delete', exact: true }).click();

    const room = page.getByRole('dialog', { name: 'Room for a new pair' });
    await expect(room.getByRole('button', { name: 'New pair' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'New pair' }).getByRole('textbox', { name: 'Key' })).toBeFocused();
    expect(await server.get('in use')).toBeUndefined();
    expect(await server.get('brand new')).toBe('1');
  });
});
