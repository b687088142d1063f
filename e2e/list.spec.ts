import type { Page } from 'playwright/test';
import { linesOf } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane } from './setup/pair-page.ts';
import type { TestServer } from './setup/server.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Pairs' });
const keys = (page: Page) => table(page).getByRole('link');

async function seed(server: TestServer) {
  await server.set('etl/last-run', '{"at":"2026-11-23T08:00:00Z"}');
  await server.set('etl/retries', '3');
  await server.set('models/churn', '["a","b"]');
  await server.set('Ünïcode/😀', '"value"');
}

test.describe('the list', () => {
  test.beforeEach(({ signIn }) => signIn());

  test('shows every pair with preview, type and size, without downloading a value', async ({ page, server }) => {
    await seed(server);
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      const isStream = response.headers()['content-type']?.startsWith('text/event-stream');
      if (response.url().endsWith('/graphql') && !isStream) answers.push(response.text());
    });
    await page.goto('/');

    await expect(keys(page)).toHaveText([/etl\/last-run/, /etl\/retries/, /models\/churn/, /Ünïcode\/😀/]);
    const row = table(page).getByRole('row', { name: /models\/churn/ });
    await expect(row).toContainText('[a, b]');
    await expect(row).toContainText('array');
    await expect(page).toHaveURL(/\/team\/kv$/);
    expect(await Promise.all(answers)).not.toContainEqual(expect.stringMatching(/"value(?:_text)?":/));
  });

  test('is searched on the server as one types, highlights the match and keeps the search in the URL', async ({
    page,
    server,
  }) => {
    await seed(server);
    await page.goto('/team/kv');
    await expect(keys(page)).toHaveCount(4);

    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('ETL');

    await expect(keys(page)).toHaveCount(2);
    await expect(page.getByText('2 of 4')).toBeVisible();
    await expect(keys(page).first().locator('mark')).toHaveText('etl');
    await expect(page).toHaveURL(/\?q=ETL$/);

    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue('ETL');
    await expect(keys(page)).toHaveCount(2);

    await page.getByRole('searchbox').press('Escape');
    await expect(keys(page)).toHaveCount(4);
    await expect(page).toHaveURL(/\/team\/kv$/);
  });

  test('treats % and _ in a search as plain characters', async ({ page, server }) => {
    await seed(server);
    await server.set('100%_done', '1');
    await page.goto('/team/kv?q=%25_');

    await expect(keys(page)).toHaveText([/100%_done/]);
  });

  test('is sorted by its columns, in the URL too, and a bad URL falls back to the default', async ({
    page,
    server,
  }) => {
    // Each column and direction gives another order.
    await server.set('b', '"the largest of all three values"');
    await server.set('a', '"small"');
    await server.set('c', '"of the middle size"');
    const sortBy = (name: string) => page.getByRole('columnheader', { name }).getByRole('button').click();
    const sorted = (name: string) => expect(page.getByRole('columnheader', { name }));
    await page.goto('/team/kv?sort=nonsense&dir=7');
    await expect(keys(page)).toHaveText(['a', 'b', 'c']);
    await sorted('Key').toHaveAttribute('aria-sort', 'ascending');

    await sortBy('Size');
    await expect(keys(page)).toHaveText(['b', 'c', 'a']);
    await sorted('Size').toHaveAttribute('aria-sort', 'descending');
    await expect(page).toHaveURL(/sort=size/);
    await sortBy('Size');
    await expect(keys(page)).toHaveText(['a', 'c', 'b']);
    await sorted('Size').toHaveAttribute('aria-sort', 'ascending');
    await page.reload();
    await expect(keys(page)).toHaveText(['a', 'c', 'b']);

    await sortBy('Updated');
    await expect(keys(page)).toHaveText(['c', 'a', 'b']);
    await sorted('Size').toHaveAttribute('aria-sort', 'none');
    await sortBy('Key');
    await sortBy('Key');
    await expect(keys(page)).toHaveText(['c', 'b', 'a']);
  });

  test('says that there is nothing yet, or that nothing matches and what to do', async ({ page, server }) => {
    await page.goto('/team/kv');
    await expect(page.getByText('set_key_value')).toBeVisible();
    await expect(page.getByRole('button', { name: 'New pair' }).first()).toBeVisible();

    await seed(server);
    await page.goto('/team/kv?q=nope');
    await expect(page.getByText('No keys match “nope”.')).toBeVisible();
    await page.getByRole('button', { name: 'Create “nope”' }).click();
    await expect(page.getByRole('dialog').getByLabel('Key', { exact: true })).toHaveValue('nope');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect(keys(page)).toHaveCount(4);
  });

  test('is walked by keyboard, and comes back to its row when the pair is closed', async ({ page, server }) => {
    await seed(server);
    await page.goto('/team/kv');
    await keys(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('j');
    await expect(keys(page).nth(2)).toBeFocused();

    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Pair models/churn' })).toBeVisible();
    await page.keyboard.press('Escape');

    await expect(page.getByRole('region', { name: 'Pair models/churn' })).toBeHidden();
    await expect(keys(page).nth(2)).toBeFocused();
  });

  test('opens a pair by its address, whatever characters the key has', async ({ page, server }) => {
    const odd = [
      'a/b',
      '/',
      'a//b',
      '.',
      '..',
      '%2F',
      '100%',
      'a?b#c',
      'é😀 x',
      ' ',
      '../up',
      'trailing/',
      '~',
      '__proto__',
    ];
    // Encoded: no two of them look alike in an editor.
    const valueTextOf = (key: string) => `"value of ${encodeURIComponent(key)}"`;
    for (const key of odd) await server.set(key, valueTextOf(key));
    await page.goto('/team/kv');
    await expect(keys(page)).toHaveCount(odd.length);
    const addresses = await keys(page).evaluateAll((links) =>
      links.map((link) => [link.getAttribute('aria-label') ?? '', link.getAttribute('href') ?? ''] as const),
    );
    expect(addresses.map(([key]) => key).sort()).toEqual([...odd].sort());

    for (const [key, href] of addresses) {
      await page.goto(href);
      await expect(pane(page, key === ' ' ? '␣' : key)).toBeVisible();
      await expect(linesOf(page)).toHaveText(valueTextOf(key));
      await expect(table(page).locator('[aria-current]')).toHaveAttribute('aria-label', key);
    }
  });

  test('leaves a row where it is when its pair is opened by its address and can be seen', async ({ page, server }) => {
    for (let index = 0; index < 60; index += 1) await server.set(`key ${index + 100}`, '1');
    await page.goto('/team/kv/key%20103');
    await expect(page.getByRole('region', { name: 'Pair key 103' })).toBeVisible();

    await expect(keys(page).first()).toContainText('key 100');
    expect(await table(page).evaluate((element) => element.parentElement?.parentElement?.scrollTop)).toBe(0);
  });

  test('keeps only the rows on the screen in the document, however many there are', async ({ page, server }) => {
    const many = Array.from({ length: 1_500 }, (_, index) => `key ${String(index).padStart(4, '0')}`);
    for (let start = 0; start < many.length; start += 50) {
      await Promise.all(many.slice(start, start + 50).map((key) => server.set(key, '1')));
    }
    await page.goto('/team/kv');
    await expect(table(page)).toHaveAttribute('aria-rowcount', '1501');
    expect(await keys(page).count()).toBeLessThan(80);

    await keys(page).first().focus();
    await page.keyboard.press('End');

    await expect(keys(page).last()).toContainText('key 1499');
    await expect(keys(page).last()).toBeFocused();
    expect(await keys(page).count()).toBeLessThan(80);
  });

  test('keeps the old rows and says so when a refresh fails, and goes on when the server is back', async ({
    page,
    server,
  }) => {
    await seed(server);
    await page.goto('/team/kv');
    await expect(keys(page)).toHaveCount(4);

    await server.kill();
    await page.getByRole('searchbox').fill('models');
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(keys(page)).toHaveCount(4);

    await expect(page.getByRole('button', { name: 'Retry' }).first()).toBeVisible();
    await server.start();
    // Nobody has to press it: the page keeps trying.
    await expect(keys(page)).toHaveCount(1);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('copies key and value from the menu of a row, exactly', async ({ page, server, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await server.set('big', '{"n":12345678901234567890,"x":1.0}');
    await page.goto('/team/kv');

    await page.getByRole('button', { name: 'Actions for big' }).click();
    await page.getByRole('menuitem', { name: 'Copy value' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe('{"n":12345678901234567890,"x":1.0}');
    await page.getByRole('button', { name: 'Actions for big' }).click();
    await page.getByRole('menuitem', { name: 'Copy key' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('big');
  });
});

test('the menu of a row opens on a phone, where its button is at the edge of the screen', async ({
  page,
  server,
  signIn,
}) => {
  await signIn();
  await seed(server);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/team/kv');

  await table(page).getByRole('button', { name: 'Actions for etl/retries' }).click();

  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
});

test.describe('the usage meter', () => {
  test.use({ serverEnv: { KV_LICENSE_PAIRS: '5' } });

  test('tells what is used and what is left, and New pair explains the limit', async ({ page, server, signIn }) => {
    await signIn();
    await seed(server);
    await page.goto('/team/kv');
    await expect(page.getByRole('meter')).toHaveAttribute('aria-valuetext', '4 of 5 pairs in use, 1 left');

    await server.set('fifth', '5');
    await page.reload();
    await expect(page.getByText('5/5 pairs')).toBeVisible();
    await page.getByRole('button', { name: 'New pair' }).click();

    await expect(page.getByRole('dialog')).toContainText('You have used all 5 pairs of the licence.');
    await expect(page.getByRole('dialog')).toContainText('KV_LICENSE_PAIRS');
  });
});
