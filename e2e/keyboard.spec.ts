import type { Locator, Page } from 'playwright/test';
import { editorOf, readLines } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane } from './setup/pair-page.ts';

test.beforeEach(async ({ server, signIn }) => {
  for (const key of ['etl/batch', 'etl/cursor', 'models/churn']) await server.set(key, `{"of":"${key}"}`);
  await signIn();
});

const row = (page: Page, key: string) => page.getByRole('link', { name: key, exact: true });
const search = (page: Page) => page.getByRole('searchbox');

async function openPair(page: Page, key: string): Promise<Locator> {
  await page.goto(`/team/kv/${key}`);
  await editorOf(pane(page, key)).waitFor();
  return pane(page, key);
}

test('a key on a Cyrillic keyboard is the one with the Latin letter of the shortcut', async ({ page, server }) => {
  const pair = await openPair(page, 'etl/cursor');
  await editorOf(pair).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('7');

  const isTaken = await page.evaluate(() => {
    const init = { key: 'ы', code: 'KeyS', ctrlKey: true, bubbles: true, cancelable: true };
    return !document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init));
  });

  expect(isTaken).toBe(true);
  await expect.poll(() => server.get('etl/cursor')).toBe('7');
});

test('keys that compose a word in the search neither leave nor empty it', async ({ page }) => {
  await page.goto('/team/kv');
  await search(page).fill('etl');
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });

  const arePrevented = await search(page).evaluate((field) =>
    ['Enter', 'ArrowDown', 'Escape'].map((key) => {
      const init = { key, isComposing: true, keyCode: 229, bubbles: true, cancelable: true };
      return !field.dispatchEvent(new KeyboardEvent('keydown', init));
    }),
  );
  await client.send('Input.insertText', { text: '日本' });

  expect(arePrevented).toEqual([false, false, false]);
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue('etl日本');
});

test('Enter in the search opens the first hit, also of an answer that comes later', async ({ page }) => {
  await page.goto('/team/kv');
  await row(page, 'models/churn').waitFor();

  await page.keyboard.type('/churn');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/team\/kv\/models%2Fchurn\?q=churn$/);
  await expect(row(page, 'models/churn')).toBeFocused();
});

test('who goes on typing after Enter is not taken away', async ({ page }) => {
  await page.goto('/team/kv');
  await row(page, 'models/churn').waitFor();
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('churn')) await released;
    await route.fallback();
  });

  await page.keyboard.type('/churn');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  release();
  await expect(page).toHaveURL(/\/team\/kv\?q=chur$/);

  await expect(row(page, 'models/churn')).toBeVisible();
  await expect(search(page)).toBeFocused();
  await expect(page.getByRole('region', { name: /^Pair/ })).toHaveCount(0);
});

test('j and k go through the pairs while one is open, and keep the tab', async ({ page }) => {
  await openPair(page, 'etl/batch');
  await page.getByRole('tab', { name: 'History' }).click();
  await pane(page, 'etl/batch').press('j');

  await expect(page).toHaveURL(/\/team\/kv\/etl%2Fcursor\?tab=history$/);
  await expect(pane(page, 'etl/cursor').getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/\/team\/kv\/models%2Fchurn\?tab=history$/);
  // The last one.
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(page).toHaveURL(/\/team\/kv\/etl%2Fcursor\?tab=history$/);
});

test('Escape leaves the editor, then closes the pair; Ctrl+K searches from within the editor', async ({ page }) => {
  const pair = await openPair(page, 'etl/cursor');
  await editorOf(pair).focus();
  await page.keyboard.press('Escape');

  await expect(pair).toBeFocused();
  await expect(pair).toBeVisible();
  await page.keyboard.press('e');
  await expect(editorOf(pair)).toBeFocused();

  // Its own find box comes first.
  await page.keyboard.press('ControlOrMeta+f');
  await expect(pair.getByRole('textbox', { name: 'Find' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editorOf(pair)).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(search(page)).toBeFocused();
  await editorOf(pair).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(pair).toHaveCount(0);
  await expect(row(page, 'etl/cursor')).toBeFocused();
});

test('a pair is made with n, key, Enter, value, Ctrl+Enter, however fast', async ({ page, server }) => {
  await page.goto('/team/kv');
  await row(page, 'etl/batch').focus();
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });

  await page.keyboard.type('nnew/one', { delay: 20 });
  await page.keyboard.press('Enter');
  await page.keyboard.type('1234', { delay: 20 });
  await expect.poll(async () => (await readLines(page.getByRole('dialog'))).join('')).toBe('1234');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(page).toHaveURL(/\/team\/kv\/new%2Fone$/);
  expect(await server.get('new/one')).toBe('1234');
});

test('Delete asks for the pair with the focus, and for the open one', async ({ page, server }) => {
  const pair = await openPair(page, 'etl/cursor');
  await row(page, 'etl/batch').focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(dialog).toContainText('etl/batch');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row(page, 'etl/batch')).toBeFocused();

  await pair.press('Delete');
  await expect(dialog).toContainText('etl/cursor');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(row(page, 'etl/cursor')).toHaveCount(0);
  expect(await server.get('etl/batch')).toBe('{"of":"etl/batch"}');
});

test('the help lists what works here and now', async ({ page }) => {
  await page.goto('/team/activity');
  await page.getByRole('heading', { name: 'Activity' }).waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).not.toContainText('New pair');
  await page.keyboard.press('Escape');

  const pair = await openPair(page, 'etl/cursor');
  await pair.press('?');
  await expect(dialog).toContainText('Open the next or previous pair');
  await expect(dialog).toContainText('Leave the editor');
});

test('the menu of a row that was opened with the right button gives the focus back to the row', async ({ page }) => {
  await page.goto('/team/kv');
  await row(page, 'etl/batch').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(row(page, 'etl/batch')).toBeFocused();
});

test('a dialog of the open pair keeps the focus when the window becomes narrow', async ({ page, server, signIn }) => {
  await signIn();
  await server.set('a', '1');
  await server.set('a', '2');
  await page.goto('/team/kv/a?tab=history');
  await page.getByRole('button', { name: 'Show what version 2 changed' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.view-lines').last()).toContainText('2');

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(1);
  await page.keyboard.press('Escape');

  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/team\/kv\/a\?tab=history$/);
});
