import type { BrowserContext, Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDelete, pane, save, withoutStream } from './setup/pair-page.ts';
import { TestServer } from './setup/server.ts';

const merge = (page: Page) => page.getByRole('button', { name: 'Merge', exact: true });
/** Saves, and waits for the refusal: a merge is offered before it when the page learns of the newer version live. */
async function saveInVain(page: Page): Promise<void> {
  await save(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
}

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

  test('both save: different paths are merged automatically, with every digit', async ({ page, browser, server }) => {
    await server.set('config', '{"id":12345678901234567890,"retries":3,"ratio":1.0,"hosts":["a"]}');
    const other = await signInto(await browser.newContext(), server);
    await open(page, server, 'config');
    await open(other, server, 'config');
    await replaceText(page, page, '{"id":12345678901234567890,"retries":5,"ratio":1.0,"hosts":["a"]}');
    await replaceText(other, other, '{"id":12345678901234567890,"retries":3,"ratio":1.00,"hosts":["a","b"]}');
    await save(other).click();
    await expect(pane(other, 'config').getByText('Version 2', { exact: true })).toBeVisible();

    await save(page).click();
    await expect(pane(page, 'config').getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('config')).toBe('{"id":12345678901234567890,"retries":5,"ratio":1.00,"hosts":["a","b"]}');
    await expect(
      page.getByText("Saved as version 3, together with admin's changes to ratio and hosts[1].", { exact: true }),
    ).toBeVisible();

    // Undo takes back what was saved here, not what the other person saved.
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(page.getByText('Version 4 has the value of version 2 again.').first()).toBeVisible();
    expect(await server.get('config')).toBe('{"id":12345678901234567890,"retries":3,"ratio":1.00,"hosts":["a","b"]}');
    await other.context().close();
  });

  test('both save: the same path asks, no side is chosen for anyone', async ({ page, server }) => {
    await server.set('limits', '{"retries":3,"name":"x","old":1}');
    await open(page, server, 'limits');
    await replaceText(page, page, '{"retries":5,"name":"x","old":2}');
    await server.set('limits', '{"retries":7,"name":"y"}');
    await save(page).click();

    const dialog = dialogOf(page, 2);
    await expect(dialog).toContainText(
      '1 change by admin was merged automatically. 2 conflicts: choose which side to keep.',
    );
    const use = dialog.getByRole('button', { name: 'Merge and save' });
    await expect(use).toHaveAttribute('aria-disabled', 'true');
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(conflictOf(page, 'retries').getByRole('radio', { name: 'Theirs: 7' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(conflictOf(page, 'retries').getByRole('radio', { name: 'Mine: 5' })).toBeChecked();
    await conflictOf(page, 'old').getByRole('radio', { name: 'Theirs: removed' }).click();
    await use.click();
    await expect(dialog).toBeHidden();

    await expect(pane(page, 'limits').getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('limits')).toBe('{"retries":5,"name":"y"}');
  });

  test('one conflict is two keys: which side, and save', async ({ page, server }) => {
    await server.set('two', '{"retries":3}');
    await open(page, server, 'two');
    await replaceText(page, page, '{"retries":5}');
    await server.set('two', '{"retries":7}');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(conflictOf(page, 'retries').getByRole('radio', { name: 'Theirs: 7' })).toBeFocused();

    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+Enter');

    await expect(pane(page, 'two').getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('two')).toBe('{"retries":5}');
    await expect(editorOf(page)).toBeFocused();
  });

  for (const isLive of [true, false]) {
    test(`one saves again during the merge of a page that is ${isLive ? 'live' : 'not live'}: it merges again and keeps valid choices`, async ({
      page,
      server,
    }) => {
      if (!isLive) await withoutStream(page);
      await server.set('moving', '{"a":1,"b":1}');
      await open(page, server, 'moving');
      await replaceText(page, page, '{"a":2,"b":2}');
      await server.set('moving', '{"a":3,"b":3}');
      await save(page).click();
      await conflictOf(page, 'a').getByRole('radio', { name: /Mine/ }).click();
      await conflictOf(page, 'b').getByRole('radio', { name: /Mine/ }).click();
      await server.set('moving', '{"a":3,"b":4}');
      // A live page may know by now, and then the button does nothing.
      if (!isLive) await dialogOf(page, 2).getByRole('button', { name: 'Merge and save' }).click({ force: true });

      const dialog = dialogOf(page, 3);
      await expect(dialog).toContainText('admin saved version 3. The merge now includes it.');
      await expect(conflictOf(page, 'a').getByRole('radio', { name: /Mine/ })).toBeChecked();
      await expect(conflictOf(page, 'b').getByRole('radio', { checked: true })).toHaveCount(0);
      await conflictOf(page, 'b').getByRole('radio', { name: 'Theirs: 4' }).click();
      await dialog.getByRole('button', { name: 'Merge and save' }).click();

      await expect(pane(page, 'moving').getByText('Version 4', { exact: true })).toBeVisible();
      expect(await server.get('moving')).toBe('{"a":2,"b":4}');
    });
  }

  test('a merge that is undone cannot be saved over the other version', async ({ page, server }) => {
    await server.set('undone', '{"a":1,"b":1}');
    await open(page, server, 'undone');
    await replaceText(page, page, '{"a":2,"b":1}');
    await server.set('undone', '{"a":1,"b":9}');
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

  test('a text with a mistake is kept or dropped as a whole', async ({ page, server }) => {
    await server.set('mistake', '{"a":1}');
    await open(page, server, 'mistake');
    await replaceText(page, page, '{"a":2}');
    await server.set('mistake', '{"a":3}');
    await expect(merge(page)).toBeVisible();
    await replaceText(page, page, 'no  JSON at all');
    await merge(page).click();
    await conflictOf(page, 'The whole value').getByRole('radio', { name: /Mine/ }).click();
    await page.getByRole('button', { name: 'Edit before saving' }).click();

    await expect(linesOf(pane(page, 'mistake')).getByText(/no\s+JSON\s+at\s+all/)).toBeVisible();
    await expect(pane(page, 'mistake').getByText('Version 2', { exact: true })).toBeVisible();
  });

  test('one deletes, the other saves: the text becomes a new pair only when asked to', async ({ page, server }) => {
    const id = await server.set('gone', '"first"');
    await open(page, server, 'gone');
    await replaceText(page, page, '"mine"');
    await server.delete(id);
    await save(page).click();

    await expect(pane(page, 'gone').getByRole('alert')).toContainText('admin deleted this pair');
    await expect(pane(page, 'gone').getByRole('link', { name: 'Recently deleted' })).toBeVisible();
    expect(await server.get('gone')).toBeUndefined();
    await expect(linesOf(page).getByText('"mine"')).toBeVisible();
    await page.getByRole('button', { name: 'Keep my text as a new pair' }).click();
    await expect.poll(() => server.get('gone')).toBe('"mine"');
  });

  test('one saves, the other deletes what was seen: the newer version stays', async ({ page, server }) => {
    await server.set('kept', '"first"');
    await open(page, server, 'kept');
    await askToDelete(page, 'kept');
    await server.set('kept', '"second"');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();

    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    expect(await server.get('kept')).toBe('"second"');
  });

  test('one renames, the other saves: the text goes on under the new key, and only there', async ({ page, server }) => {
    const id = await server.set('before', '{"a":1,"b":1}');
    await open(page, server, 'before');
    await replaceText(page, page, '{"a":2,"b":1}');
    await server.rename(id, 'after');
    await save(page).click();
    await expect(pane(page, 'before')).toContainText('This pair was renamed to “after”.');
    expect(await server.get('before')).toBeUndefined();
    expect(await server.get('after')).toBe('{"a":1,"b":1}');

    await page.getByRole('button', { name: 'Open it with my text' }).click();
    await expect(pane(page, 'after').getByText('Unsaved changes', { exact: true })).toBeVisible();
    await expect(pane(page, 'after').getByText('Version 2', { exact: true })).toBeVisible();
    await save(page).click();
    await expect.poll(() => server.get('after')).toBe('{"a":2,"b":1}');
    expect(await server.get('before')).toBeUndefined();

    // It is the same editor: what was typed can still be taken back.
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(pane(page, 'after').getByText('Unsaved changes', { exact: true })).toBeVisible();
  });

  test('one saves, then renames, and the other wants to delete what was seen: it stays', async ({ page, server }) => {
    const id = await server.set('seen', '1');
    await open(page, server, 'seen');
    await askToDelete(page, 'seen');
    await server.set('seen', '2');
    await server.rename(id, 'moved');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();

    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    expect(await server.get('moved')).toBe('2');
  });

  for (const [what, change, reason] of [
    ['saves', (server: TestServer) => server.set('one', '2'), 'Someone else saved version 2 first'],
    ['deletes', (server: TestServer, id: string) => server.delete(id), 'Someone else deleted it'],
    ['renames', (server: TestServer, id: string) => server.rename(id, 'theirs'), 'Someone else saved version 2 first'],
  ] as const) {
    test(`one ${what}, the other renames what was seen: the reason comes first`, async ({ page, server }) => {
      const id = await server.set('one', '1');
      await open(page, server, 'one');
      await pane(page, 'one').getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Rename' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('New key').fill('mine');
      await change(server, id);
      await dialog.getByRole('button', { name: 'Rename' }).click();

      await expect(dialog.getByRole('alert')).toContainText(reason);
      expect(await server.get('mine')).toBeUndefined();
    });
  }

  test('one deletes and creates it again: the other merges with the new one', async ({ page, server }) => {
    const id = await server.set('again', '{"a":1,"b":1}');
    await open(page, server, 'again');
    await replaceText(page, page, '{"a":2,"b":1}');
    await server.delete(id);
    await server.set('again', '{"a":1,"b":5}');
    await saveInVain(page);
    await merge(page).click();
    await save(page).click();

    await expect.poll(() => server.get('again')).toBe('{"a":2,"b":5}');
  });
});
