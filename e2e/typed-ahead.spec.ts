import type { Locator, Page } from 'playwright/test';
import { editorOf, linesOf, readLines } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { holdFiles, pane } from './setup/pair-page.ts';

const KEY = 'etl/new-thing';
const VALUE = '["eu-west-1","us-east-1"]';

test.beforeEach(async ({ server, signIn }) => {
  await server.set('regions', VALUE);
  await server.set('zones', '7');
  await signIn();
});

/** Nothing of what opens on request has been fetched ahead. */
const withoutIdleLoading = (page: Page) =>
  page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0, cancelIdleCallback: () => {} }));

/** Keeps a file of the page from arriving, until the returned function is called. */
const holdScript = (page: Page, name: 'rest' | 'editor') => holdFiles(page, `**/${name}-*.js`);

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

async function openRegions(page: Page): Promise<Locator> {
  await page.goto('/team/kv/regions');
  await editorOf(pane(page, 'regions')).waitFor();
  const row = page.getByRole('link', { name: 'regions', exact: true });
  await row.focus();
  return row;
}

/** The list alone, with everything that opens from it still to come. */
async function openBareList(page: Page): Promise<Locator> {
  await page.goto('/team/kv');
  const row = page.getByRole('link', { name: 'regions', exact: true });
  await row.focus();
  return row;
}

const keyField = (page: Page) => page.getByRole('dialog', { name: 'New pair' }).getByLabel('Key', { exact: true });

async function expectUntouched(page: Page): Promise<void> {
  await expect
    .poll(async () => (await readLines(pane(page, 'regions'))).join('\n'))
    .toMatch(/^\s*\[\s*"eu-west-1",\s*"us-east-1"\s*\]\s*$/);
  await expect(pane(page, 'regions').getByText('Unsaved changes')).toHaveCount(0);
}

for (const delay of [60, 20]) {
  for (const isSlow of [false, true]) {
    const machine = isSlow ? ', four times slower' : '';

    test(`what is typed after n is the key, at ${delay} ms a letter with a pair open${machine}`, async ({ page }) => {
      await openRegions(page);
      if (isSlow) await slowDown(page);

      await page.keyboard.type(`n${KEY}`, { delay });

      await expect(keyField(page)).toHaveValue(KEY);
      await expect(keyField(page)).toBeFocused();
      await expectUntouched(page);
    });

    test(`what is typed after n is the key, at ${delay} ms a letter without a pair${machine}`, async ({ page }) => {
      await page.goto('/team/kv');
      await page.getByRole('link', { name: 'regions' }).focus();
      if (isSlow) await slowDown(page);

      await page.keyboard.type(`n${KEY}`, { delay });

      await expect(keyField(page)).toHaveValue(KEY);
      await expect(page).toHaveURL(/\/team\/kv$/);
    });
  }
}

test.describe('while what was asked for is still being loaded', () => {
  test('New pair keeps what is typed, in order, and what is taken back', async ({ page }) => {
    await withoutIdleLoading(page);
    const arrive = await holdScript(page, 'rest');
    await openBareList(page);

    await page.keyboard.type('netl/nx');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('ew?/e');
    arrive();
    await expect(keyField(page)).toBeFocused();
    await page.keyboard.type('!');

    await expect(keyField(page)).toHaveValue('etl/new?/e!');
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await expect(page).toHaveURL(/\/team\/kv$/);
  });

  test('New pair is called off by Escape, and the keys of the page work again', async ({ page }) => {
    await withoutIdleLoading(page);
    const arrive = await holdScript(page, 'rest');
    const row = await openBareList(page);

    await page.keyboard.type('nx');
    await page.keyboard.press('Escape');
    arrive();
    await page.keyboard.press('/');
    await page.keyboard.type('zon');

    await expect(page.getByRole('searchbox')).toHaveValue('zon');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(row).toHaveCount(0);
  });

  test('New pair that does not arrive says so, and leaves the keys of the page', async ({ page }) => {
    await withoutIdleLoading(page);
    await page.route('**/rest-*.js', (route) => route.abort());
    await openBareList(page);

    await page.keyboard.type('nabc');

    await expect(page.getByText('New pair could not be shown.')).toBeVisible();
    // Keys are not held forever.
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
  });

  test('e keeps what is typed for the editor', async ({ page }) => {
    await withoutIdleLoading(page);
    const arrive = await holdScript(page, 'editor');
    await page.goto('/team/kv/zones');
    await pane(page, 'zones').getByText('Loading the editor…').waitFor();

    await page.keyboard.type('e n7');
    await page.keyboard.press('Enter');
    await page.keyboard.type('x/');
    await page.keyboard.press('Backspace');
    arrive();

    await expect(editorOf(page)).toBeFocused();
    await expect.poll(() => readLines(page)).toEqual([' n7', 'x7']);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('e keeps what is typed while the value is behind another tab', async ({ page }) => {
    await page.goto('/team/kv/zones?tab=history');
    await page.getByRole('tab', { name: 'History' }).waitFor();

    await page.keyboard.type('e n7', { delay: 20 });

    await expect(editorOf(page)).toBeFocused();
    await expect(linesOf(page)).toHaveText(/^\sn77$/);
  });

  test('e is over when the value cannot be loaded', async ({ page }) => {
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('"zones"')) await route.fulfill({ status: 400, body: 'no' });
      else await route.fallback();
    });
    // The value of a pair that is opened by its address comes with the page.
    await page.goto('/team/kv');
    await page.getByRole('link', { name: 'zones' }).click();

    await page.keyboard.press('e');
    await pane(page, 'zones').getByRole('alert').waitFor();
    await page.keyboard.press('/');

    await expect(page.getByRole('searchbox')).toBeFocused();
  });

  test('Rename keeps what is typed', async ({ page }) => {
    await openRegions(page);
    await slowDown(page);
    await page.getByRole('button', { name: 'More actions' }).click();

    await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
    await page.keyboard.type('-next/e');

    const field = page.getByRole('dialog').getByLabel('New key');
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(/^(regions-next\/e|-next\/eregions)$/);
    await expectUntouched(page);
  });

  test('nothing that is typed before the question is there confirms that a pair is deleted', async ({
    page,
    server,
  }) => {
    await withoutIdleLoading(page);
    const arrive = await holdScript(page, 'rest');
    const row = await openBareList(page);

    await row.press('Delete');
    for (const key of ['Tab', 'Enter', 'Tab', 'Enter', 'y', ' ']) await page.keyboard.press(key);
    arrive();

    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
    await expect(dialog).toHaveCount(0);
    // A later answer: a deletion would have been answered before it.
    await server.set('later', '1');
    await page.reload();
    await expect(page.getByRole('link', { name: 'later' })).toBeVisible();
    expect(await server.get('regions')).toBe(VALUE);
  });

  test('the help swallows what is typed blindly', async ({ page }) => {
    await withoutIdleLoading(page);
    const arrive = await holdScript(page, 'rest');
    await openBareList(page);

    await page.keyboard.type('?ne/');
    arrive();
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('the menu of a row swallows what is typed blindly', async ({ page }) => {
    await withoutIdleLoading(page);
    const arrive = await holdScript(page, 'rest');
    await openBareList(page);

    await page.getByRole('button', { name: 'Actions for regions' }).press('Enter');
    await page.keyboard.type('ne/');
    await page.keyboard.press('Enter');
    arrive();
    await expect(page.getByRole('menuitem', { name: 'Open' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page).toHaveURL(/\/team\/kv$/);
  });
});

test('Duplicate keeps what is typed while the value is being read', async ({ page }) => {
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'Actions for regions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).press('Enter');
  await page.keyboard.type('-2/en');

  await expect(keyField(page)).toBeFocused();
  await expect(keyField(page)).toHaveValue(/-2\/en/);
  await expect(page.getByRole('dialog')).toHaveCount(1);
});

test('what is typed after / is searched for', async ({ page }) => {
  await openRegions(page);
  await slowDown(page);

  await page.keyboard.type('/zone', { delay: 20 });

  await expect(page.getByRole('searchbox')).toHaveValue('zone');
  await expectUntouched(page);
});
