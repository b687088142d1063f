import { announcementsOf, recordAnnouncements } from './setup/announcements.ts';
import { editorOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDeleteRow, pane, save } from './setup/pair-page.ts';

/*
 * The main journeys as a screen reader meets them: the tree of names and roles, in the order in which it is read, and
 * what is said. The snapshots are text to be read: what sounds wrong there is wrong.
 */
test.describe('a screen reader', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await recordAnnouncements(page);
    await signIn();
  });

  test('signs in', async ({ page, context }) => {
    await context.clearCookies();
    await page.goto('/team/kv');
    await expect(page.getByRole('main')).toMatchAriaSnapshot();
  });

  test('finds a pair', async ({ page, server }) => {
    for (const key of ['etl/cursor', 'etl/rows', 'models/auc']) await server.set(key, '{"a":1}');
    await page.goto('/team/kv');
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link')).toHaveCount(3);
    await expect(page.getByRole('navigation', { name: 'Main' })).toMatchAriaSnapshot();
    await expect(page.getByRole('main')).toMatchAriaSnapshot();

    await page.keyboard.press('/');
    await page.keyboard.type('etl');
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link')).toHaveCount(2);
    await expect.poll(() => announcementsOf(page)).toEqual(['']);
  });

  test('reads, changes and saves a value', async ({ page, server }) => {
    await server.set('etl/cursor', '{"host":"db-7","port":5432}');
    await page.goto('/team/kv/etl%2Fcursor');
    await expect(editorOf(page)).toBeVisible();
    await expect(pane(page, 'etl/cursor')).toMatchAriaSnapshot();

    await replaceText(page, page, '{"host":}');
    await expect(page.getByText(/^Line 1/)).toBeVisible();
    await save(page).click();
    await replaceText(page, page, '{"host":"db-8","port":5432}');
    await expect(page.getByText('Valid JSON')).toBeVisible();
    await save(page).click();
    await expect(pane(page, 'etl/cursor').getByText('Version 2', { exact: true })).toBeVisible();
    await expect.poll(() => announcementsOf(page)).toEqual(['']);
  });

  test('decides a conflict', async ({ page, server }) => {
    await server.set('limits', '{"retries":3,"name":"x"}');
    await page.goto('/team/kv/limits');
    await replaceText(page, page, '{"retries":5,"name":"x"}');
    await server.set('limits', '{"retries":7,"name":"y"}');
    await save(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge with version 2' });
    await expect(dialog.getByRole('radiogroup', { name: 'retries', exact: true })).toBeVisible();
    await expect(dialog).toMatchAriaSnapshot();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => announcementsOf(page)).toEqual(['']);
  });

  test('creates a pair', async ({ page, server }) => {
    await server.set('taken', '1');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).click();
    const dialog = page.getByRole('dialog', { name: 'New pair' });
    await expect(editorOf(dialog)).toBeVisible();
    await expect(dialog).toMatchAriaSnapshot();
    await dialog.getByRole('textbox', { name: 'Key' }).fill('taken');
    await expect(dialog.getByText('already exists')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Key' }).fill('fresh');
    await replaceText(page, dialog, '1');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expect.poll(() => announcementsOf(page)).toEqual(['']);
  });

  test('deletes a pair, and undoes it', async ({ page, server }) => {
    await server.set('etl/cursor', '"2026-11-26"');
    await page.goto('/team/kv');
    await askToDeleteRow(page, 'etl/cursor');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Delete', exact: true })).toBeVisible();
    await expect(dialog).toMatchAriaSnapshot();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Message' })).toMatchAriaSnapshot();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByRole('link', { name: 'etl/cursor', exact: true })).toBeVisible();
    await expect.poll(() => announcementsOf(page)).toEqual(['']);
  });

  test('reads the history, and restores a version', async ({ page, server }) => {
    await server.set('etl/cursor', '{"host":"db-7","port":5432}');
    await server.set('etl/cursor', '{"host":"db-8","port":5432}');
    await page.goto('/team/kv/etl%2Fcursor?tab=history');
    await expect(page.getByRole('list', { name: 'Versions' })).toContainText('db-8');
    await expect(page.getByRole('list', { name: 'Versions' })).toMatchAriaSnapshot();
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toMatchAriaSnapshot();
    await dialog.getByRole('button', { name: /^Restore/ }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => announcementsOf(page)).toEqual(['']);
  });
});
