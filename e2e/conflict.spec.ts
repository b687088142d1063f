import type { BrowserContext, Page } from '@playwright/test';
import { type Cut, CuttingProxy } from './setup/cutting-proxy.ts';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { TestServer } from './setup/server.ts';

const pane = (page: Page, key: string) => page.getByRole('region', { name: `Pair ${key}`, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const merge = (page: Page) => page.getByRole('button', { name: 'Merge', exact: true });
const dialogOf = (page: Page, version: number) => page.getByRole('dialog', { name: `Merge with version ${version}` });
const conflictOf = (page: Page, path: string) => page.getByRole('radiogroup', { name: path, exact: true });

async function signInto(context: BrowserContext, server: TestServer): Promise<Page> {
  await context.request.post(`${server.url}/session`, {
    headers: { origin: server.url },
    data: { api_key: TestServer.apiKey },
  });
  return await context.newPage();
}

async function open(page: Page, server: TestServer, key: string): Promise<void> {
  await page.goto(`${server.url}/team/kv/${encodeURIComponent(key)}`);
  await expect(editorOf(page)).toBeVisible();
}

test.describe('two people on one key', () => {
  test.beforeEach(({ signIn }) => signIn());

  test('both save: different paths merge by themselves, with every digit', async ({ page, browser, server }) => {
    await server.set('config', '{"id":12345678901234567890,"retries":3,"ratio":1.0,"hosts":["a"]}');
    const other = await signInto(await browser.newContext(), server);
    await open(page, server, 'config');
    await open(other, server, 'config');
    await replaceText(page, page, '{"id":12345678901234567890,"retries":5,"ratio":1.0,"hosts":["a"]}');
    await replaceText(other, other, '{"id":12345678901234567890,"retries":3,"ratio":1.00,"hosts":["a","b"]}');
    await save(other).click();
    await expect(pane(other, 'config').getByText('Version 2', { exact: true })).toBeVisible();

    await save(page).click();
    await expect(pane(page, 'config').getByRole('alert')).toContainText('version 2');
    await merge(page).click();
    await expect(page.getByText('Merged with version 2: 2 changes of admin and 1 of yours.').first()).toBeVisible();
    expect(await server.version('config')).toBe(2);
    await save(page).click();

    await expect(pane(page, 'config').getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('config')).toBe('{"id":12345678901234567890,"retries":5,"ratio":1.00,"hosts":["a","b"]}');
    await other.context().close();
  });

  test('both save: the same path asks, nothing is chosen for anybody', async ({ page, server }) => {
    await server.set('limits', '{"retries":3,"name":"x","old":1}');
    await open(page, server, 'limits');
    await replaceText(page, page, '{"retries":5,"name":"x","old":2}');
    await server.set('limits', '{"retries":7,"name":"y"}');
    await save(page).click();
    await merge(page).click();

    const dialog = dialogOf(page, 2);
    await expect(dialog).toContainText('1 change of admin merges by itself. 2 places were changed by both');
    const use = dialog.getByRole('button', { name: 'Use the merged text' });
    await expect(use).toHaveAttribute('aria-disabled', 'true');
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
    await conflictOf(page, 'retries').getByRole('radio', { name: 'Theirs: 7' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(conflictOf(page, 'retries').getByRole('radio', { name: 'Mine: 5' })).toBeChecked();
    await conflictOf(page, 'old').getByRole('radio', { name: 'Theirs: removed' }).click();
    await use.click();
    await expect(dialog).toBeHidden();
    await save(page).click();

    await expect(pane(page, 'limits').getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('limits')).toBe('{"retries":5,"name":"y"}');
  });

  test('one saves again during the merge: the screen comes back with the new version, and keeps what still holds', async ({
    page,
    server,
  }) => {
    await server.set('moving', '{"a":1,"b":1}');
    await open(page, server, 'moving');
    await replaceText(page, page, '{"a":2,"b":2}');
    await server.set('moving', '{"a":3,"b":3}');
    await save(page).click();
    await merge(page).click();
    await conflictOf(page, 'a').getByRole('radio', { name: /Mine/ }).click();
    await conflictOf(page, 'b').getByRole('radio', { name: /Mine/ }).click();
    await server.set('moving', '{"a":3,"b":4}');
    await page.getByRole('button', { name: 'Use the merged text' }).click();

    const dialog = dialogOf(page, 3);
    await expect(dialog).toContainText('admin saved version 3 meanwhile');
    await expect(conflictOf(page, 'a').getByRole('radio', { name: /Mine/ })).toBeChecked();
    await expect(conflictOf(page, 'b').getByRole('radio', { checked: true })).toHaveCount(0);
    await conflictOf(page, 'b').getByRole('radio', { name: 'Theirs: 4' }).click();
    await dialog.getByRole('button', { name: 'Use the merged text' }).click();
    await save(page).click();

    await expect(pane(page, 'moving').getByText('Version 4', { exact: true })).toBeVisible();
    expect(await server.get('moving')).toBe('{"a":2,"b":4}');
  });

  test('a merge that is undone cannot be saved over the other version', async ({ page, server }) => {
    await server.set('undone', '{"a":1,"b":1}');
    await open(page, server, 'undone');
    await replaceText(page, page, '{"a":2,"b":1}');
    await server.set('undone', '{"a":1,"b":9}');
    await save(page).click();
    await merge(page).click();
    await expect(pane(page, 'undone').getByText('Version 2', { exact: true })).toBeVisible();

    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(pane(page, 'undone').getByText('Version 1', { exact: true })).toBeVisible();
    await save(page).click();
    await expect(pane(page, 'undone').getByRole('alert')).toContainText('version 2');
    expect(await server.get('undone')).toBe('{"a":1,"b":9}');

    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(pane(page, 'undone').getByText('Version 2', { exact: true })).toBeVisible();
    await save(page).click();
    await expect(pane(page, 'undone').getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('undone')).toBe('{"a":2,"b":9}');
  });

  test('a text with a mistake is taken or left as a whole', async ({ page, server }) => {
    await server.set('mistake', '{"a":1}');
    await open(page, server, 'mistake');
    await replaceText(page, page, '{"a":2}');
    await server.set('mistake', '{"a":3}');
    await save(page).click();
    await expect(merge(page)).toBeVisible();
    await replaceText(page, page, 'no  JSON at all');
    await merge(page).click();
    await conflictOf(page, 'The whole value').getByRole('radio', { name: /Mine/ }).click();
    await page.getByRole('button', { name: 'Use the merged text' }).click();

    await expect(linesOf(page).getByText(/no\s+JSON\s+at\s+all/)).toBeVisible();
    await expect(pane(page, 'mistake').getByText('Version 2', { exact: true })).toBeVisible();
  });

  test('one deletes, the other saves: the text becomes a new pair only when asked to', async ({ page, server }) => {
    const id = await server.set('gone', '"first"');
    await open(page, server, 'gone');
    await replaceText(page, page, '"mine"');
    await server.delete(id);
    await save(page).click();

    await expect(pane(page, 'gone').getByRole('alert')).toContainText('deleted');
    expect(await server.get('gone')).toBeUndefined();
    await expect(linesOf(page).getByText('"mine"')).toBeVisible();
    await page.getByRole('button', { name: 'Keep my text as a new pair' }).click();
    await expect.poll(() => server.get('gone')).toBe('"mine"');
  });

  test('one saves, the other deletes what was seen: the newer version stays', async ({ page, server }) => {
    await server.set('kept', '"first"');
    await open(page, server, 'kept');
    await pane(page, 'kept').getByRole('button', { name: 'Delete' }).click();
    await server.set('kept', '"second"');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();

    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    expect(await server.get('kept')).toBe('"second"');
  });

  test('one deletes and makes it anew: the other merges with the new one', async ({ page, server }) => {
    const id = await server.set('again', '{"a":1,"b":1}');
    await open(page, server, 'again');
    await replaceText(page, page, '{"a":2,"b":1}');
    await server.delete(id);
    await server.set('again', '{"a":1,"b":5}');
    await save(page).click();
    await merge(page).click();
    await save(page).click();

    await expect.poll(() => server.get('again')).toBe('{"a":2,"b":5}');
  });
});

test('two presses of Save are one version', async ({ page, server, signIn }) => {
  await signIn();
  await server.set('double', '1');
  await open(page, server, 'double');
  await replaceText(page, page, '2');
  await save(page).dblclick();

  await expect(pane(page, 'double').getByText('Version 2', { exact: true })).toBeVisible();
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
  expect(await server.version('double')).toBe(2);
});

const cutTest = test.extend<{ cutter: CuttingProxy }>({
  cutter: async ({ server }, use) => {
    const cutter = new CuttingProxy(server.url);
    await cutter.start();
    await use(cutter);
    await cutter.stop();
  },
  baseURL: async ({ cutter }, use) => use(cutter.url),
});

/** Presses Save for as long as there is something to save: the page may learn by itself that it is saved. */
const saveUntil = (page: Page, isSaved: () => Promise<void>) =>
  expect(async () => {
    if (await save(page).isEnabled()) await save(page).click({ timeout: 1_000 });
    await isSaved();
  }).toPass();

const CUTS: readonly (readonly [string, Cut])[] = [
  ['before the request', 'before'],
  ['after the request', 'during'],
  ['after the answer', 'answered'],
];

for (const [when, cut] of CUTS) {
  cutTest(
    `the network is cut ${when}: the text stays, and saving again has one effect`,
    async ({ page, server, signIn, cutter }) => {
      await signIn();
      await server.set('cut', '"stored"');
      await page.goto('/team/kv/cut');
      await replaceText(page, page, '"typed"');
      const wasCut = cutter.cut(/SetPair|GetPair/, cut);
      await save(page).click();
      await wasCut;

      await expect(pane(page, 'cut').getByRole('alert')).toContainText('Not saved yet');
      await expect(linesOf(page).getByText('"typed"')).toBeVisible();
      cutter.heal();
      await saveUntil(page, async () => expect(await server.get('cut')).toBe('"typed"'));

      await expect(pane(page, 'cut').getByText('Version 2', { exact: true })).toBeVisible();
      await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
      expect(await server.get('cut')).toBe('"typed"');
      expect(await server.version('cut')).toBe(2);
    },
  );

  cutTest(
    `the network is cut ${when}, and the text is changed before it is saved again`,
    async ({ page, server, signIn, cutter }) => {
      await signIn();
      await server.set('cut', '"stored"');
      await page.goto('/team/kv/cut');
      await replaceText(page, page, '"typed"');
      const wasCut = cutter.cut(/SetPair|GetPair/, cut);
      await save(page).click();
      await wasCut;
      await expect(pane(page, 'cut').getByRole('alert')).toContainText('Not saved yet');
      await replaceText(page, page, '"typed on"');
      cutter.heal();

      // What was stored without an answer is the page's own: no conflict with oneself.
      await saveUntil(page, async () => expect(await server.get('cut')).toBe('"typed on"'));
      await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
      expect(await server.version('cut')).toBe(cut === 'before' ? 2 : 3);
    },
  );
}

cutTest(
  'the network is cut after the answer to a new pair: creating it again makes one pair of one version',
  async ({ page, server, signIn, cutter }) => {
    await signIn();
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Key', { exact: true }).fill('fresh');
    await replaceText(page, dialog, '"typed"');
    const wasCut = cutter.cut(/SetPair/, 'answered');
    await dialog.getByRole('button', { name: 'Create pair' }).click();
    await wasCut;
    await expect(dialog.getByRole('alert')).toContainText('Not saved yet');
    cutter.heal();
    await expect(dialog.getByText('“fresh” exists already')).toBeVisible();
    await dialog.getByRole('button', { name: 'Create pair' }).click();

    await expect(dialog).toBeHidden();
    await expect(pane(page, 'fresh')).toBeVisible();
    expect(await server.version('fresh')).toBe(1);
  },
);
