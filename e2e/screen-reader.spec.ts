import { expectSaid, recordAnnouncements } from './setup/announcements.ts';
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
    await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'sign-in.aria.yml' });
  });

  test('finds a pair', async ({ page, server }) => {
    for (const key of ['etl/cursor', 'etl/rows', 'models/auc']) await server.set(key, '{"a":1}');
    await page.goto('/team/kv');
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link')).toHaveCount(3);
    await expect(page.getByRole('navigation', { name: 'Main' })).toMatchAriaSnapshot({ name: 'navigation.aria.yml' });
    await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'list.aria.yml' });

    await page.keyboard.press('/');
    await page.keyboard.insertText('etl');
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link')).toHaveCount(2);
    await expectSaid(page, ['3 pairs', '2 of 3 found']);
  });

  test('reads, changes and saves a value', async ({ page, server }) => {
    await server.set('etl/cursor', '{"host":"db-7","port":5432}');
    await page.goto('/team/kv/etl%2Fcursor');
    await expect(editorOf(page)).toBeVisible();
    await expect(pane(page, 'etl/cursor')).toMatchAriaSnapshot({ name: 'pair.aria.yml' });

    await replaceText(page, page, '{"host":}');
    await expect(page.getByText(/^Line 1/)).toBeVisible();
    await page.keyboard.press('ControlOrMeta+s');
    await replaceText(page, page, '{"host":"db-8","port":5432}');
    await expect(page.getByText('Valid JSON')).toBeVisible();
    await save(page).click();
    await expect(pane(page, 'etl/cursor').getByText('Version 2', { exact: true })).toBeVisible();
    await expectSaid(page, [
      'Ctrl+M lets Tab leave the editor',
      'Fix the JSON error on line 1 first.',
      'Saved version 2',
    ]);
  });

  test('decides a conflict', async ({ page, server }) => {
    await server.set('limits', '{"retries":3,"name":"x"}');
    await page.goto('/team/kv/limits');
    await replaceText(page, page, '{"retries":5,"name":"x"}');
    await server.set('limits', '{"retries":7,"name":"y"}');
    await expect(page.getByText('admin saved version 2 just now.')).toBeVisible();
    await save(page).click();
    const dialog = page.getByRole('dialog', { name: 'Merge with version 2' });
    await expect(dialog.getByRole('radiogroup', { name: 'retries', exact: true })).toBeVisible();
    await expect(dialog).toMatchAriaSnapshot({ name: 'merge.aria.yml' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expectSaid(page, [
      'Ctrl+M lets Tab leave the editor',
      'admin saved version 2 just now. Show difference Merge',
      'Not saved: admin saved version 2 first They saved it just now. Your text, based on version 1, is safe here. Nothing was overwritten. Show difference Merge and save Keep mine, drop their changes Use theirs, drop mine',
      // After what was saved meanwhile, if the page knew an older version when the dialog opened.
      expect.stringContaining('1 change by admin was merged automatically. 1 conflict: choose which side to keep.'),
      'Merged with version 2. You can undo this.',
      'Saved version 3',
    ]);
  });

  test('creates a pair', async ({ page, server }) => {
    await server.set('taken', '1');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).click();
    const dialog = page.getByRole('dialog', { name: 'New pair' });
    await expect(editorOf(dialog)).toBeVisible();
    await expect(dialog).toMatchAriaSnapshot({ name: 'new-pair.aria.yml' });
    await dialog.getByRole('textbox', { name: 'Key' }).fill('taken');
    await expect(dialog.getByText('“taken” already exists')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Key' }).fill('fresh');
    await replaceText(page, dialog, '1');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expectSaid(page, [
      '“taken” already exists. Open it Version 1, updated just now by admin: 1 Replace its value (version 1 stays in History)',
      'Ctrl+M lets Tab leave the editor',
      'Created fresh',
    ]);
  });

  test('deletes a pair, and undoes it', async ({ page, server }) => {
    await server.set('etl/cursor', '"2026-11-26"');
    await page.goto('/team/kv');
    await askToDeleteRow(page, 'etl/cursor');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Delete', exact: true })).toBeVisible();
    await expect(dialog).toMatchAriaSnapshot({ name: 'delete.aria.yml' });
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Message' })).toMatchAriaSnapshot({
      name: 'deleted-message.aria.yml',
    });
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByRole('link', { name: 'etl/cursor', exact: true })).toBeVisible();
    await expectSaid(page, ['Deleted etl/cursor. Press Ctrl+Z to undo.', 'Restored etl/cursor']);
  });

  test('reads the history, and restores a version', async ({ page, server }) => {
    await server.set('etl/cursor', '{"host":"db-7","port":5432}');
    await server.set('etl/cursor', '{"host":"db-8","port":5432}');
    await page.goto('/team/kv/etl%2Fcursor?tab=history');
    await expect(page.getByRole('list', { name: 'Versions' })).toContainText('db-8');
    await expect(page.getByRole('list', { name: 'Versions' })).toMatchAriaSnapshot({ name: 'history.aria.yml' });
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toMatchAriaSnapshot({ name: 'restore.aria.yml' });
    await dialog.getByRole('button', { name: /^Restore/ }).click();
    await expect(dialog).toBeHidden();
    await expectSaid(page, ['Restored version 1 as version 3']);
  });
});
