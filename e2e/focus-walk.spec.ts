import type { Page } from 'playwright/test';
import { DELETED_DIALOGS, LIMIT_DIALOGS } from './setup/dialogs/deleted.ts';
import { EDIT_DIALOGS } from './setup/dialogs/edit.ts';
import { API_DIALOGS, API_KEY_DIALOGS, PHONE_DIALOGS } from './setup/dialogs/elsewhere.ts';
import { LIST_DIALOGS } from './setup/dialogs/list.ts';
import { PAIR_DIALOGS } from './setup/dialogs/pair.ts';
import { button, choose, countDialogs, type DialogCase, link, walkDialog } from './setup/dialogs/walk.ts';
import { editorOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDeleteRow, pane, save } from './setup/pair-page.ts';
import { TestServer } from './setup/server.ts';

const GROUPS = [
  LIST_DIALOGS,
  EDIT_DIALOGS,
  PAIR_DIALOGS,
  DELETED_DIALOGS,
  LIMIT_DIALOGS,
  API_KEY_DIALOGS,
  API_DIALOGS,
  PHONE_DIALOGS,
];

test.beforeEach(async ({ server, signIn }) => {
  await server.set('etl/cursor', '{"a":1,"b":1}');
  await server.set('etl/cursor', '{"a":2,"b":1}');
  await server.set('etl/next', '1');
  await signIn();
});

async function walk(page: Page, server: TestServer, cases: readonly DialogCase[]): Promise<void> {
  for (const one of cases) await walkDialog(page, server, one);
}

test('there is a case for every dialog, menu and drawer of the page', () => {
  const cases: Record<string, number> = {};
  for (const { file } of GROUPS.flat()) cases[file] = (cases[file] ?? 0) + 1;
  const missing = Object.entries(countDialogs()).filter(([file, count]) => count > (cases[file] ?? 0));
  expect(missing).toEqual([]);
});

test('the dialogs of the list take the focus and give it back', async ({ page, server }) => {
  await server.set('models/churn', '1');
  await walk(page, server, LIST_DIALOGS);
});

test('the dialogs of the open pair take the focus and give it back', async ({ page, server }) => {
  await server.set('models/churn', '1');
  await walk(page, server, PAIR_DIALOGS);
});

test('the dialogs of a value that is edited take the focus and give it back', ({ page, server }) =>
  walk(page, server, EDIT_DIALOGS));

test('the dialogs of deleted pairs take the focus and give it back', async ({ page, server }) => {
  for (const key of ['gone/d', 'gone/c', 'gone/b', 'gone/a']) await server.delete(await server.set(key, '1'));
  await server.set('gone/b', '2');
  await walk(page, server, DELETED_DIALOGS);
});

test.describe('without room for another pair', () => {
  test.use({ serverEnv: { KV_LICENSE_PAIRS: '3' } });

  test('the dialogs take the focus and give it back', async ({ page, server }) => {
    await server.delete(await server.set('gone/d', '1'));
    await server.set('models/churn', '1');
    // Only a pair whose reads are known is suggested for deletion.
    await server.get('etl/next');
    await walk(page, server, LIMIT_DIALOGS);
  });
});

test('the dialogs of the API keys take the focus and give it back', async ({ page, server }) => {
  await page.goto('/team/api-keys');
  await page.getByRole('button', { name: 'New API key' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('ci');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await walk(page, server, API_KEY_DIALOGS);
});

test('the menus of the API page take the focus and give it back', ({ page, server }) =>
  walk(page, server, API_DIALOGS));

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the navigation takes the focus and gives it back', ({ page, server }) => walk(page, server, PHONE_DIALOGS));
});

const focused = (page: Page) => page.locator(':focus');

test('signing in leaves the focus in the list', async ({ page, context }) => {
  await context.clearCookies();
  await page.goto('/team/kv');
  await page.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
  await page.keyboard.press('Enter');

  await expect(link('etl/cursor')(page)).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('Undo in a message gives the focus back to where it was', async ({ page }) => {
  await page.goto('/team/kv');
  await askToDeleteRow(page, 'etl/next');
  await choose('Delete')(page);
  await button(/^Undo/)(page).press('Enter');

  await expect(page.getByRole('region', { name: 'Message' })).toContainText('Restored “etl/next”');
  await expect(link('etl/cursor')(page)).toBeFocused();
});

test('a row that another client deletes leaves the focus to the row in its place', async ({ page, server }) => {
  const id = await server.set('etl/gone', '1');
  await page.goto('/team/kv');
  await link('etl/gone')(page).focus();
  await server.delete(id);

  await expect(link('etl/gone')(page)).toHaveCount(0);
  await expect(link('etl/next')(page)).toBeFocused();
});

test('the last row, deleted by another client, leaves the focus to New pair', async ({ page, server }) => {
  await server.delete(await server.set('etl/cursor', '1'));
  const id = await server.set('etl/next', '2');
  await page.goto('/team/kv');
  await link('etl/next')(page).focus();
  await server.delete(id);

  await expect(link('etl/next')(page)).toHaveCount(0);
  await expect(button('New pair')(page).first()).toBeFocused();
});

test('saving with the button leaves the focus beside the text', async ({ page }) => {
  await page.goto('/team/kv/etl%2Fnext');
  const pair = pane(page, 'etl/next');
  await editorOf(pair).waitFor();
  await replaceText(page, pair, '5');
  await save(page).press('Enter');

  await expect(pair).toContainText('Saved version 2');
  await expect(pair).toBeFocused();
});

test('the search is left for the row that it was entered from', async ({ page }) => {
  await page.goto('/team/kv');
  await link('etl/next')(page).press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(link('etl/next')(page).or(link('etl/cursor')(page)).and(focused(page))).toHaveCount(1);
});
