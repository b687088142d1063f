import type { BrowserContext, Page } from '@playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { TestServer } from './setup/server.ts';

const pane = (page: Page, key: string) => page.getByRole('region', { name: `Pair ${key}`, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const restore = (page: Page) => page.getByRole('button', { name: 'Restore draft', exact: true });
const offer = (page: Page) => page.getByText(/^Unsaved draft from/);

/** The texts of the drafts that this browser keeps. */
const keptTexts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('kv-drafts');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('drafts')) return resolve([]);
          const reading = database.transaction('drafts').objectStore('drafts').getAll();
          reading.onsuccess = () => {
            database.close();
            resolve((reading.result as { json: string }[]).map(({ json }) => json));
          };
        };
      }),
  );

/** Closes the page as a crash does: it is asked nothing. */
async function crash(page: Page, context: BrowserContext): Promise<Page> {
  await page.close({ runBeforeUnload: false });
  return await context.newPage();
}

async function signInWith(context: BrowserContext, server: TestServer, apiKey: string): Promise<void> {
  const response = await context.request.post(`${server.url}/session`, {
    headers: { origin: server.url },
    data: { api_key: apiKey },
  });
  expect(response.status()).toBe(204);
}

test.beforeEach(({ signIn }) => signIn());

test('what was typed is offered after a crash, and restored as one step with its base', async ({
  page,
  context,
  server,
}) => {
  await server.set('crash', '{"a":1}');
  await page.goto('/team/kv/crash');
  await replaceText(page, page, 'no  JSON at all');
  await expect.poll(() => keptTexts(page)).toEqual(['no  JSON at all']);

  const next = await crash(page, context);
  await next.goto('/team/kv/crash');
  await expect(offer(next)).toContainText('based on version 1, which is still the newest');
  await restore(next).click();
  await expect(linesOf(next).getByText('no  JSON at all')).toBeVisible();
  await editorOf(next).focus();
  await next.keyboard.press('ControlOrMeta+z');
  await expect(next.getByText('Unsaved changes')).toBeHidden();
  await next.keyboard.press('ControlOrMeta+Shift+z');
  await expect(linesOf(next).getByText('no  JSON at all')).toBeVisible();
});

test('a draft of an older version meets the newer one: nothing is overwritten, and the two merge', async ({
  page,
  context,
  server,
}) => {
  await server.set('older', '{"a":1,"b":1}');
  await page.goto('/team/kv/older');
  await replaceText(page, page, '{"a":2,"b":1}');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await server.set('older', '{"a":1,"b":9}');

  const next = await crash(page, context);
  await next.goto('/team/kv/older');
  await expect(offer(next)).toContainText('based on version 1; now at 2');
  await restore(next).click();
  await save(next).click();
  await expect(
    pane(next, 'older')
      .getByText(/saved version 2/)
      .first(),
  ).toBeVisible();
  expect(await server.get('older')).toBe('{"a":1,"b":9}');
  await next.getByRole('button', { name: 'Merge', exact: true }).click();
  await save(next).click();

  await expect(pane(next, 'older').getByText('Version 3', { exact: true })).toBeVisible();
  expect(await server.get('older')).toBe('{"a":2,"b":9}');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('a reload right after typing loses nothing, and a saved text is not offered', async ({ page, server }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await server.set('reload', '"stored"');
  await page.goto('/team/kv/reload');
  await replaceText(page, page, '"typed"');
  await page.reload();

  await expect(offer(page)).toBeVisible();
  await restore(page).click();
  await save(page).click();
  await expect(pane(page, 'reload').getByText('Version 2', { exact: true })).toBeVisible();
  await expect.poll(() => keptTexts(page)).toEqual([]);
  await page.reload();
  await expect(linesOf(page).getByText('"typed"')).toBeVisible();
  await expect(offer(page)).toBeHidden();
});

test('leaving by choice and discarding the offer remove it', async ({ page, context, server }) => {
  await server.set('one', '1');
  await server.set('two', '2');
  await page.goto('/team/kv/one');
  await replaceText(page, page, '111');
  await expect.poll(() => keptTexts(page)).toEqual(['111']);
  await page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'two' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(pane(page, 'two')).toBeVisible();
  await expect.poll(() => keptTexts(page)).toEqual([]);

  await replaceText(page, page, '222');
  await expect.poll(() => keptTexts(page)).toEqual(['222']);
  const next = await crash(page, context);
  await next.goto('/team/kv/two');
  await next.getByRole('button', { name: 'Discard draft' }).click();
  await expect(offer(next)).toBeHidden();
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('the difference is shown before the draft is restored', async ({ page, context, server }) => {
  await server.set('look', '"stored"');
  await page.goto('/team/kv/look');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  const next = await crash(page, context);
  await next.goto('/team/kv/look');
  await next.getByRole('button', { name: 'Show difference' }).click();
  const dialog = next.getByRole('dialog', { name: 'What is stored, and your unsaved draft' });
  await expect(dialog.getByText('typed', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Restore draft' }).click();

  await expect(linesOf(next).getByText('"typed"')).toBeVisible();
});

test('a session that ended during the edit and a new sign-in lose nothing', async ({ page, context, server }) => {
  await server.set('ended', '1');
  await page.goto('/team/kv/ended');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await context.clearCookies();
  const next = await crash(page, context);
  await next.goto('/team/kv/ended');
  await next.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
  await next.getByRole('button', { name: 'Sign in' }).click();

  await expect(offer(next)).toBeVisible();
});

test('nobody else sees a draft in the same browser, and its owner does again', async ({ page, context, server }) => {
  await server.set('private', '1');
  await page.goto('/team/kv/private');
  await replaceText(page, page, '"typed by the first"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  let next = await crash(page, context);
  await server.kill();
  await server.start('e2e-another-admin-key');
  await signInWith(context, server, 'e2e-another-admin-key');

  await next.goto('/team/kv/private');
  await expect(editorOf(next)).toBeVisible();
  await replaceText(next, next, '"typed by the second"');
  await expect.poll(() => keptTexts(next)).toHaveLength(2);
  await expect(offer(next)).toBeHidden();

  next = await crash(next, context);
  await server.kill();
  await server.start();
  await signInWith(context, server, TestServer.apiKey);
  await next.goto('/team/kv/private');
  await restore(next).click();
  await expect(linesOf(next).getByText('typed by the first')).toBeVisible();
});

test('a new pair that was not made is offered, with its key', async ({ page, context, server }) => {
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'New pair' }).first().click();
  await page.getByRole('dialog').getByLabel('Key', { exact: true }).fill('half/made');
  await replaceText(page, page.getByRole('dialog'), '"half a value"');
  await expect.poll(() => keptTexts(page)).toEqual(['"half a value"']);

  const next = await crash(page, context);
  await next.goto('/team/kv');
  await next.getByRole('button', { name: 'New pair' }).first().click();
  await expect(offer(next)).toContainText('for “half/made”');
  await restore(next).click();
  await expect(next.getByRole('dialog').getByLabel('Key', { exact: true })).toHaveValue('half/made');
  await next.keyboard.press('ControlOrMeta+Enter');
  await expect(pane(next, 'half/made')).toBeVisible();
  expect(await server.get('half/made')).toBe('"half a value"');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('a draft of a pair that was deleted becomes a new pair', async ({ page, context, server }) => {
  const id = await server.set('lost', '1');
  await page.goto('/team/kv/lost');
  await replaceText(page, page, '"worth keeping"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await server.delete(id);

  const next = await crash(page, context);
  await next.goto('/team/kv/lost');
  await next.getByRole('button', { name: 'Restore draft as a new pair' }).click();
  await expect(linesOf(next.getByRole('dialog')).getByText('"worth keeping"')).toBeVisible();
  await next.getByRole('button', { name: 'Create pair' }).click();
  await expect.poll(() => server.get('lost')).toBe('"worth keeping"');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('a draft follows its pair to another key', async ({ page, context, server }) => {
  await server.set('early', '1');
  await page.goto('/team/kv/early');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('New key').fill('late');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(pane(page, 'late').getByText('Unsaved changes', { exact: true })).toBeVisible();

  const next = await crash(page, context);
  await next.goto('/team/kv/late');
  await restore(next).click();
  await save(next).click();
  await expect.poll(() => server.get('late')).toBe('"typed"');
});

test('a draft that nobody came back for is swept after 30 days', async ({ page, context, server }) => {
  await server.set('old', '1');
  await page.goto('/team/kv/old');
  await replaceText(page, page, '"long ago"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);

  const next = await crash(page, context);
  await next.clock.setFixedTime(Date.now() + 31 * 24 * 60 * 60 * 1_000);
  await next.goto('/team/kv/old');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});
