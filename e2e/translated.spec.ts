import type { Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane, save } from './setup/pair-page.ts';

const KEY = 'jobs/first';
const VALUE = '{"source":"warehouse"}';

/**
 * Does to the page what browsers do that translate it: every text becomes an element, and so does every later one.
 * `replaced`: the text is a new one, as Google's; `wrapped`: it is the same one within, as others do.
 */
async function translate(page: Page, manner: 'replaced' | 'wrapped'): Promise<void> {
  await page.addInitScript((isWrapped) => {
    function translateText(text: Text) {
      const { parentElement, data } = text;
      if (!parentElement || data.trim() === '') return;
      if (parentElement.closest('[translate=no], .notranslate, font, script, style, noscript, textarea')) return;
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      outer.append(inner);
      text.replaceWith(outer);
      inner.append(isWrapped ? text : data);
    }
    function translateAll(root: Node) {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      if (root instanceof Text) texts.push(root);
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      texts.forEach(translateText);
    }
    new MutationObserver((records) => {
      for (const record of records) {
        for (const added of record.addedNodes) if (added.isConnected) translateAll(added);
        if (record.type === 'characterData' && record.target.isConnected) translateAll(record.target);
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  }, manner === 'wrapped');
}

/** Keys, values and code are shown as they are, and something else really was translated. */
async function expectExact(page: Page): Promise<void> {
  const translated = page.locator('font > font');
  await expect(translated.first()).toBeAttached();
  const texts = await translated.allTextContents();
  expect(texts.filter((text) => /jobs|warehouse|lake|next-run/.test(text))).toEqual([]);
}

test.beforeEach(async ({ server, signIn }) => {
  await server.set(KEY, VALUE);
  await server.set('regions', '["eu","us"]');
  await signIn();
});

for (const manner of ['replaced', 'wrapped'] as const) {
  test.describe(`a page whose texts are ${manner} by a translation`, () => {
    test('lists, opens, saves, renames, deletes, restores and finds a pair', async ({ page, server }) => {
      await translate(page, manner);
      await page.goto('/team/kv');
      await expect(page.getByRole('status').filter({ hasText: '2 pairs' })).toBeVisible();
      await page.getByRole('link', { name: KEY }).click();
      const opened = pane(page, KEY);
      await expect(opened.getByRole('heading', { name: KEY })).toBeVisible();
      await expect(opened).toContainText('Version 1');
      await expect(linesOf(opened)).toContainText('"warehouse"');
      await expectExact(page);

      // While it is typed the words under the editor change again and again.
      await replaceText(page, opened, '{"source": ');
      await expect(opened).toContainText('Line 1');
      await page.keyboard.insertText('"lake"}');
      await expect(opened).toContainText('Valid JSON');
      await expect(opened).not.toContainText('Line 1');
      await save(page).click();
      await expect(opened).toContainText('Version 2');
      await expect(opened).not.toContainText('Version 1');
      expect(await server.get(KEY)).toBe('{"source":"lake"}');
      await expectExact(page);

      await opened.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Rename' }).click();
      const renaming = page.getByRole('dialog', { name: `Rename “${KEY}”` });
      await renaming.getByLabel('New key').fill('regions');
      await expect(renaming).toContainText('regions');
      await expectExact(page);
      await renaming.getByLabel('New key').fill('jobs/next-run');
      await renaming.getByRole('button', { name: 'Rename' }).click();
      const renamed = pane(page, 'jobs/next-run');
      await expect(renamed.getByRole('heading', { name: 'jobs/next-run' })).toBeVisible();
      await expect(renamed).toContainText('Version 3');

      await renamed.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      const question = page.getByRole('dialog', { name: 'Delete “jobs/next-run”?' });
      await expect(question).toContainText('{"source":"lake"}');
      await expectExact(page);
      await question.getByRole('button', { name: 'Delete' }).click();
      const message = page.getByRole('region', { name: 'Message' });
      await expect(message).toContainText('Deleted “jobs/next-run”');
      await expect(page.getByRole('status').filter({ hasText: '1 pair' })).toBeVisible();
      await expectExact(page);
      await message.getByRole('button', { name: 'Undo' }).click();
      await expect(message).toContainText('Restored “jobs/next-run”');
      await expect(message).not.toContainText('Deleted');
      expect(await server.get('jobs/next-run')).toBe('{"source":"lake"}');

      await page.getByRole('searchbox').fill('next');
      await expect(page.getByRole('status').filter({ hasText: '1 of 2' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'jobs/next-run' })).toContainText(/^jobs\/next-run$/);
      await expect(page.getByRole('link', { name: 'regions' })).toHaveCount(0);
      await page.getByRole('searchbox').fill('nowhere');
      await expect(page.getByText('No keys match')).toBeVisible();
      await page.getByRole('searchbox').fill('');
      await expect(page.getByRole('link', { name: 'regions' })).toBeVisible();
      await expect(page.getByText('No keys match')).toHaveCount(0);
      await expectExact(page);
    });

    test('shows every place, and what others change there', async ({ page, server }) => {
      await translate(page, manner);
      const id = await server.set('jobs/gone', '"warehouse"');
      await server.delete(id);
      await page.goto(`/team/kv/${encodeURIComponent(KEY)}?tab=history`);
      await expect(pane(page, KEY)).toContainText('Version 1');
      await expectExact(page);
      await server.set(KEY, '{"source":"lake"}');
      await expect(pane(page, KEY)).toContainText('Version 2');
      await pane(page, KEY).getByRole('tab', { name: 'Use it' }).click();
      await expect(pane(page, KEY).locator('pre code').filter({ hasText: KEY }).first()).toBeVisible();
      await expectExact(page);

      await page.getByRole('link', { name: 'Activity', exact: true }).click();
      await expect(page.getByRole('main')).toContainText('jobs/gone');
      await server.set('jobs/more', '1');
      await expect(page.getByRole('main')).toContainText('jobs/more');
      await expectExact(page);

      await page.getByRole('link', { name: 'KV Store' }).click();
      await page.getByRole('link', { name: 'Recently deleted' }).click();
      await expect(page.getByRole('main')).toContainText('jobs/gone');
      await expectExact(page);
      await page
        .getByRole('button', { name: /^Restore/ })
        .first()
        .click();
      await expect(page.getByRole('region', { name: 'Message' })).toContainText('Restored “jobs/gone”');
      await expect(page.getByRole('table')).toHaveCount(0);

      await page.getByRole('link', { name: 'KV Store' }).click();
      await page.keyboard.press('n');
      const dialog = page.getByRole('dialog', { name: 'New pair' });
      await dialog.getByLabel('Key', { exact: true }).fill(KEY);
      await expect(dialog).toContainText(`“${KEY}”`);
      await editorOf(dialog).focus();
      await page.keyboard.insertText('"warehouse"');
      await expect(dialog).toContainText('Valid JSON');
      await expectExact(page);
    });
  });
}

test('a part of the page that fails says nothing about the data', async ({ page, server }) => {
  await page.route('**/editor-*.js', (route) => route.abort());
  await page.goto(`/team/kv/${encodeURIComponent(KEY)}`);

  const alert = pane(page, KEY).getByRole('alert');
  await expect(alert).toContainText('The editor could not be shown. What you saved is saved');
  await expect(alert).not.toContainText(/nothing was changed/i);
  await expect(alert.getByRole('button', { name: 'Reload' })).toBeVisible();
  await page.unroute('**/editor-*.js');
  await alert.getByRole('button', { name: 'Reload' }).click();
  await expect(editorOf(pane(page, KEY))).toBeVisible();
  expect(await server.get(KEY)).toBe('{"source":"warehouse"}');
});
