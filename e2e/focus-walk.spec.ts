import type { Page } from 'playwright/test';
import { LIST_DIALOGS } from './setup/dialogs/list-dialogs.ts';
import { API_KEY_DIALOGS, DELETED_DIALOGS, LIMIT_DIALOGS, PHONE_DIALOGS } from './setup/dialogs/other-dialogs.ts';
import { PAIR_DIALOGS } from './setup/dialogs/pair-dialogs.ts';
import { countDialogs, type DialogCase, walkDialog } from './setup/dialogs/walk-dialog.ts';
import { expect, test } from './setup/fixtures.ts';
import type { TestServer } from './setup/server.ts';

const GROUPS = [LIST_DIALOGS, PAIR_DIALOGS, DELETED_DIALOGS, LIMIT_DIALOGS, API_KEY_DIALOGS, PHONE_DIALOGS];

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
  await page.keyboard.type('ci');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await walk(page, server, API_KEY_DIALOGS);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the navigation takes the focus and gives it back', ({ page, server }) => walk(page, server, PHONE_DIALOGS));
});
