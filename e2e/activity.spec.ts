import type { Page } from 'playwright/test';
import { expect, test } from './setup/fixtures.ts';
import { recordQueries } from './setup/pair-page.ts';

const changes = (page: Page) => page.getByRole('region', { name: 'Today' }).getByRole('listitem');
/** Entries alone: what an entry has changed is a list inside it. */
const entries = (page: Page) => changes(page).filter({ has: page.locator('time') });

test.beforeEach(({ signIn }) => signIn());

test('says who changed what and through what, newest first, with the paths that changed', async ({ page, server }) => {
  const id = await server.set('etl/config', '{"retries":3,"old":1.0}');
  await server.set('etl/config', '{"retries":12345678901234567890,"a":1,"b":2,"c":3}');
  await server.rename(id, 'etl/configuration', 'clearer');
  await page.goto('/team/kv');
  await page.getByRole('link', { name: 'Activity', exact: true }).click();

  await expect(entries(page)).toHaveCount(3);
  await expect(entries(page).nth(0)).toContainText(
    'admin renamed etl/config to etl/configuration through the API · version 3',
  );
  await expect(entries(page).nth(0)).toContainText('“clearer”');
  await expect(entries(page).nth(1)).toContainText('retries: 3 → 12345678901234567890');
  await expect(entries(page).nth(1)).toContainText('old: removed 1.0');
  await expect(entries(page).nth(1)).toContainText('and 2 more');
  await expect(entries(page).nth(2)).toContainText('admin created etl/config');
  await expect(entries(page).nth(2)).toContainText('{"retries":3,"old":1.0}');
});

test('compares large values by their size alone', async ({ page, server }) => {
  await server.set('large', '1');
  await server.set('large', JSON.stringify('x'.repeat(70_000)));
  await page.goto('/team/activity');

  await expect(entries(page).first()).toContainText('size 1 B → 68.4 KB');
});

test('a page of changes is read with one request for all their differences', async ({ page, server }) => {
  // Of two keys in turn, which stay entries of their own.
  for (let at = 0; at < 10; at += 1) await server.set(at % 2 ? 'a' : 'b', `{"run":${at}}`);
  const asked = recordQueries(page);
  await page.goto('/team/activity');

  await expect(entries(page)).toHaveCount(10);
  await expect(page.getByText(/^run: /)).toHaveCount(8);
  expect(asked.filter((operation) => operation.includes('Version'))).toEqual(['GetVersionPairs']);
});

test('is filtered by key, by who and by what, and the address remembers', async ({ page, server }) => {
  await server.set('a', '1');
  await server.set('a', '2');
  await server.set('b', '1');
  await page.goto('/team/activity');
  await expect(entries(page)).toHaveCount(3);

  await page.getByRole('textbox', { name: 'Key' }).fill('a');
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('combobox', { name: 'What' }).selectOption('Changed');
  await expect(entries(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?operation=update&q=a$|\?q=a&operation=update$/);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);

  await page.getByRole('combobox', { name: 'Who' }).fill('nobody');
  await expect(page.getByText('No changes match.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(entries(page)).toHaveCount(3);
  await entries(page).first().getByRole('link', { name: 'admin' }).click();
  await expect(page).toHaveURL(/\?by=admin$/);
});

test('is found by part of a key in any case, by a name from the list, and by the time', async ({ page, server }) => {
  await server.set('etl/Cursor', '1');
  await server.set('models/churn', '1');
  await page.goto('/team/activity?since=hour');
  await page.getByLabel('Key', { exact: true }).fill('etl/cur');
  await expect(entries(page)).toHaveCount(1);
  await page.getByLabel('Key', { exact: true }).fill('');
  await expect(entries(page)).toHaveCount(2);

  await page.getByRole('combobox', { name: 'Who' }).click();
  await page.getByRole('option', { name: 'admin' }).click();
  await expect(page).toHaveURL(/by=admin/);
  await expect(page).toHaveURL(/since=hour/);
  await expect(page.getByLabel('When')).toHaveValue('hour');
  await expect(entries(page)).toHaveCount(2);
});

test('puts many changes of one key by one program into one entry, which opens', async ({ page, server }) => {
  for (let at = 0; at < 6; at += 1) await server.set('cursor', String(at));
  await page.goto('/team/activity');

  await expect(entries(page)).toHaveCount(2);
  await expect(entries(page).first()).toContainText('admin changed cursor 5 times');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(entries(page)).toHaveCount(7);
  await page.getByRole('button', { name: 'Show as one' }).click();
  await expect(entries(page)).toHaveCount(2);
});

test('leads to the history of a pair under the key that it has now, and to deleted ones', async ({ page, server }) => {
  const id = await server.set('before', '1');
  await server.rename(id, 'after');
  await server.delete(await server.set('gone', '1'));
  await page.goto('/team/activity');

  await page.getByRole('link', { name: 'before' }).click();
  await expect(page).toHaveURL(/\/team\/kv\/after\?tab=history$/);
  await page.getByRole('tabpanel', { name: 'History' }).getByRole('link', { name: 'Activity' }).click();
  await expect(page).toHaveURL(/\/team\/activity\?key=after$/);
  await expect(entries(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('link', { name: 'gone' }).first().click();
  await expect(page.getByRole('button', { name: 'Restore gone' })).toBeVisible();
});

test('is opened from the menu of a row', async ({ page, server }) => {
  await server.set('a/b', '1');
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'Actions for a/b' }).click();
  await page.getByRole('menuitem', { name: 'Activity of this key' }).click();

  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue('a/b');
  await expect(entries(page)).toHaveCount(1);
});

test('loads older changes when asked for', async ({ page, server }) => {
  // Of two keys in turn, which stay entries of their own.
  for (let version = 1; version <= 55; version += 1) await server.set(version % 2 ? 'a' : 'b', String(version));
  await page.goto('/team/activity');
  await expect(entries(page)).toHaveCount(50);

  await page.getByRole('button', { name: 'Show older changes' }).click();

  await expect(entries(page)).toHaveCount(55);
});

test('asks for the changes when there is one, and not in between while the server tells', async ({ page, server }) => {
  let requests = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('query ListChanges')) requests += 1;
  });
  await page.clock.install();
  await server.set('first', '1');
  await page.goto('/team/kv');
  await page.getByText(/^Live$/).waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(entries(page)).toHaveCount(1);
  requests = 0;

  await page.clock.fastForward(15_000);
  await server.set('second', '2');
  await expect(entries(page)).toHaveCount(2);

  expect(requests).toBe(1);
});
