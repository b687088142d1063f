import type { Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { hold, pane } from './setup/pair-page.ts';

const link = (page: Page, key: string) =>
  page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: key, exact: true });

async function rename(page: Page, key: string): Promise<void> {
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('New key').fill(key);
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
}

test.beforeEach(({ signIn }) => signIn());

test('a value that was read before the renamed one does not pass for it', async ({ page, server }) => {
  await server.set('k', '"first"');
  await page.goto('/team/kv/k');
  await expect(linesOf(page)).toHaveText('"first"');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await server.set('k', '"second"');
  await expect(page.getByRole('row').filter({ hasText: 'second' })).toBeVisible();

  await page.getByRole('button', { name: 'Actions for k' }).click();
  await rename(page, 'k2');
  await link(page, 'k2').click();

  await expect(linesOf(page)).toHaveText('"second"');
  await expect(pane(page, 'k2').getByText('Version 3', { exact: true })).toBeVisible();
});

test('an answer that comes late leaves alone what is open by then', async ({ page, server }) => {
  await server.set('slow', '1');
  await server.set('other', '2');
  await page.goto('/team/kv/slow');
  await expect(editorOf(page)).toBeVisible();
  const held = await hold(page, 'RenamePair');
  await page.getByRole('button', { name: 'More actions' }).click();
  await rename(page, 'renamed');
  await expect.poll(() => held.length).toBe(1);
  await page.keyboard.press('Escape');
  await link(page, 'other').click();
  await replaceText(page, pane(page, 'other'), '"typed"');

  await held.pop()?.continue();
  await expect(link(page, 'renamed')).toBeVisible();

  await expect(pane(page, 'other')).toBeVisible();
  await expect(linesOf(page)).toHaveText('"typed"');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => server.get('other')).toBe('"typed"');
  await expect.poll(() => server.get('renamed')).toBe('1');
});
