import type { Page } from 'playwright/test';
import { cutTest } from './setup/cut-test.ts';
import { linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { withoutPolling, withoutStream } from './setup/pair-page.ts';
import { TestServer } from './setup/server.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Pairs' });
const keys = (page: Page) => table(page).getByRole('link');
const row = (page: Page, text: string) => table(page).locator('tbody').getByRole('row').filter({ hasText: text });
const liveness = (page: Page, words: RegExp) => page.getByText(words);

const topOf = async (page: Page, key: string) => (await row(page, key).boundingBox())?.y;

test.describe('a page that is open', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await signIn();
    await withoutPolling(page);
  });

  test('shows what another client does without a reload, and marks it', async ({ page, server }) => {
    await server.set('a', '1');
    const id = await server.set('b', '1');
    await page.goto('/team/kv');
    await expect(liveness(page, /^Live$/)).toBeAttached();
    await expect(keys(page)).toHaveCount(2);

    await server.set('a', '"changed elsewhere"');
    await expect(row(page, 'changed elsewhere')).toHaveAttribute('data-marked', 'true');
    await server.set('c', '3');
    await expect(keys(page)).toHaveText([/a/, /b/, /c/]);
    await expect(page.getByText('3 pairs')).toBeVisible();
    await server.delete(id);
    await expect(keys(page)).toHaveText([/a/, /c/]);

    await expect(table(page).locator('[data-marked]')).toHaveCount(0);
  });

  test('shows what another browser does, and does not mark what it does itself', async ({ page, browser, server }) => {
    await server.set('shared', '1');
    const other = await browser.newPage({ storageState: await page.context().storageState(), baseURL: server.url });
    await withoutPolling(other);
    await page.goto('/team/kv');
    await other.goto('/team/kv/shared');
    await expect(liveness(page, /^Live$/)).toBeAttached();
    await expect(linesOf(other)).toHaveText('1');
    const marked = page.waitForSelector('[data-marked]');
    const ownMarks = other.locator('[data-marked]');

    await replaceText(other, other, '"from the other browser"');
    await other.keyboard.press('ControlOrMeta+s');

    await expect(row(page, 'from the other browser')).toBeVisible();
    await marked;
    await expect(row(other, 'from the other browser')).toBeVisible();
    await expect(ownMarks).toHaveCount(0);
    await other.close();
  });

  test('tells that the open pair was renamed, and never takes away what was typed', async ({ page, server }) => {
    const id = await server.set('before', '1');
    await page.goto('/team/kv/before');
    await replaceText(page, page, '"typed"');
    await expect(liveness(page, /^Live$/)).toBeAttached();

    await server.rename(id, 'after');

    await expect(page.getByText('This pair was renamed to “after”.')).toBeVisible();
    await expect(linesOf(page)).toHaveText('"typed"');
  });

  test('shows a newer value of the open pair, and never over what was typed', async ({ page, server }) => {
    await server.set('open', '1');
    await page.goto('/team/kv/open');
    await expect(linesOf(page)).toHaveText('1');
    await expect(liveness(page, /^Live$/)).toBeAttached();

    await server.set('open', '2');
    await expect(linesOf(page)).toHaveText('2');

    await replaceText(page, page, '"mine"');
    await server.set('open', '3');
    await expect(page.getByText(/saved version 3/)).toBeVisible();
    await expect(linesOf(page)).toHaveText('"mine"');
  });

  test.describe('with more rows than fit', () => {
    test.beforeEach(async ({ server }) => {
      await Promise.all(Array.from({ length: 60 }, (_, at) => server.set(`key ${String(at).padStart(2, '0')}`, '1')));
    });

    test('keeps the row that has the focus where it is', async ({ page, server }) => {
      await page.goto('/team/kv');
      await expect(liveness(page, /^Live$/)).toBeAttached();
      await keys(page).first().focus();
      for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown');
      const focused = table(page).getByRole('link', { name: 'key 05' });
      await expect(focused).toBeFocused();
      const before = await topOf(page, 'key 05');

      await server.set('aaa 1', '1');
      await server.set('aaa 2', '1');
      await expect(page.getByText('62 pairs')).toBeVisible();

      await expect(focused).toBeFocused();
      expect(await topOf(page, 'key 05')).toBe(before);
    });

    test('keeps the row under the pointer where it is, also when something comes between it and the top', async ({
      page,
      server,
    }) => {
      await page.goto('/team/kv');
      await expect(liveness(page, /^Live$/)).toBeAttached();
      await row(page, 'key 05').hover();
      const before = await topOf(page, 'key 05');

      await server.set('aaa', '1');
      await server.set('key 03 and a half', '1');
      await expect(page.getByText('62 pairs')).toBeVisible();

      expect(await topOf(page, 'key 05')).toBe(before);
    });
  });

  test('keeps a row where it is when all rows fit, whatever comes and goes above it', async ({ page, server }) => {
    const first = await server.set('item 1', '1');
    await server.set('item 3', '1');
    await server.set('item 4', '1');
    await page.goto('/team/kv');
    await expect(liveness(page, /^Live$/)).toBeAttached();
    const focused = table(page).getByRole('link', { name: 'item 3' });
    await focused.focus();
    const before = await topOf(page, 'item 3');

    const second = await server.set('item 2', '1');
    await expect(page.getByText('4 pairs')).toBeVisible();
    expect(await topOf(page, 'item 3')).toBe(before);
    await server.delete(first);
    await expect(page.getByText('3 pairs')).toBeVisible();
    expect(await topOf(page, 'item 3')).toBe(before);
    await server.delete(second);
    await expect(page.getByText('2 pairs')).toBeVisible();
    expect(await topOf(page, 'item 3')).toBe(before);
    await expect(focused).toBeFocused();

    // Nobody is at a row any more: the list closes up.
    await page.getByRole('searchbox').focus();
    await expect.poll(() => topOf(page, 'item 3')).toBeLessThan(before ?? 0);
  });
});

test.describe('a page whose stream breaks', () => {
  test.beforeEach(({ signIn }) => signIn());

  cutTest('says so, comes back by itself, and has missed nothing', async ({ page, server, cutter }) => {
    await withoutPolling(page);
    await server.set('a', '1');
    await page.goto('/team/kv');
    await expect(liveness(page, /^Live$/)).toBeAttached();

    cutter.cutAll();
    await expect(liveness(page, /^(Reconnecting|Not live)/)).toBeAttached();
    // Past the network that is cut.
    await server.set('while away', '1');
    cutter.heal();

    await expect(liveness(page, /^Live$/)).toBeAttached();
    await expect(row(page, 'while away')).toBeVisible();
    await expect(page.getByText('The server does not answer.')).toBeHidden();
  });

  test('is live again after the server was restarted', async ({ page, server }) => {
    await withoutPolling(page);
    await server.set('a', '1');
    await page.goto('/team/kv');
    await expect(liveness(page, /^Live$/)).toBeAttached();

    await server.kill();
    await expect(page.getByText('The server does not answer.')).toBeVisible();
    await server.start();

    await expect(liveness(page, /^Live$/)).toBeAttached();
    await expect(page.getByText('The server does not answer.')).toBeHidden();
    await server.set('second', '1');
    await expect(row(page, 'second')).toBeVisible();
  });

  test('polls when there is no stream to be had', async ({ page, server }) => {
    await withoutStream(page);
    await server.set('a', '1');
    await page.goto('/team/kv');
    await expect(liveness(page, /^Not live/)).toBeAttached();

    await server.set('second', '1');

    await expect(row(page, 'second')).toBeVisible();
    await expect(page.getByText('The server does not answer.')).toBeHidden();
  });

  test('asks to sign in when the session has ended, and goes on from there', async ({ page, server, context }) => {
    await withoutPolling(page);
    await server.set('a', '1');
    await page.goto('/team/kv');
    await expect(liveness(page, /^Live$/)).toBeAttached();

    await context.request.delete(`${server.url}/session`, { headers: { origin: server.url } });
    const dialog = page.getByRole('dialog', { name: 'Sign in to continue' });
    await expect(dialog).toBeVisible();
    await server.set('second', '1');
    await dialog.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
    await dialog.getByRole('button', { name: 'Sign in' }).click();

    await expect(dialog).toBeHidden();
    await expect(row(page, 'second')).toBeVisible();
    await expect(liveness(page, /^Live$/)).toBeAttached();
  });
});
