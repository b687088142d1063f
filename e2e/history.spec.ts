import type { Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { recordWrites, save } from './setup/pair-page.ts';

const versions = (page: Page) => page.getByRole('list', { name: 'Versions' }).getByRole('listitem');
const dialog = (page: Page) => page.getByRole('dialog');

test.beforeEach(({ signIn }) => signIn());

test.describe('the history of a pair', () => {
  test('lists every version with what it did, who made it through what, and its size', async ({ page, server }) => {
    await server.set('a', '{"n":1}');
    await server.set('a', '{"n":1,"more":true}');
    await page.goto('/team/kv/a?tab=history');

    await expect(versions(page)).toHaveCount(2);
    await expect(versions(page).first()).toContainText(/2\s*Changed\s*Current\s*19 B \+12 B/);
    await expect(versions(page).last()).toContainText(/1\s*Created/);
    await expect(versions(page).last()).toContainText('admin through the API');

    await page.getByRole('tab', { name: 'Value' }).click();
    await replaceText(page, page, '3');
    await save(page).click();
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(versions(page).first()).toContainText('admin in the admin UI');
  });

  test('shows any two versions side by side, picked by keyboard', async ({ page, server }) => {
    for (const text of ['{"n":12345678901234567890}', '{"n":2}', '{"n":1.0}']) await server.set('a', text);
    await page.goto('/team/kv/a?tab=history');

    await page.getByRole('checkbox', { name: 'Compare version 3' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: 'Compare version 1' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Compare', exact: true }).focus();
    await page.keyboard.press('Enter');

    await expect(dialog(page)).toContainText('Versions 1 and 3');
    await expect(dialog(page).locator('.view-lines').first()).toContainText('12345678901234567890');
    await expect(dialog(page).locator('.view-lines').last()).toContainText('1.0');
  });

  test('says when two versions do not differ, and compares with the current one in one click', async ({
    page,
    server,
  }) => {
    await server.set('a', '1');
    await server.set('a', '1');
    await page.goto('/team/kv/a?tab=history');

    await page.getByRole('button', { name: 'Compare version 1 with the current one' }).click();

    await expect(dialog(page)).toContainText('No differences.');
  });

  test('shows an old value to read, exactly', async ({ page, server }) => {
    await server.set('a', '{"id":12345678901234567890}');
    await server.set('a', '2');
    await page.goto('/team/kv/a?tab=history');

    await page.getByRole('button', { name: 'View version 1' }).click();
    await expect(linesOf(dialog(page))).toContainText('12345678901234567890');
    await dialog(page).getByRole('textbox').focus();
    await page.keyboard.type('x');

    await expect(linesOf(dialog(page))).not.toContainText('x');
  });

  test('loads older versions when asked for', async ({ page, server }) => {
    for (let version = 1; version <= 55; version += 1) await server.set('a', String(version));
    await page.goto('/team/kv/a?tab=history');
    await expect(versions(page)).toHaveCount(50);

    await page.getByRole('button', { name: 'Show older versions' }).click();

    await expect(versions(page)).toHaveCount(55);
    await expect(versions(page).last()).toContainText('Created');
  });
});

test.describe('restoring a version', () => {
  test('makes a new one with the exact old text and the note, and the editor shows it', async ({ page, server }) => {
    await server.set('a', '{"id":12345678901234567890,"x":1.0}');
    await server.set('a', '2');
    await page.goto('/team/kv/a?tab=history');

    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await dialog(page).getByRole('textbox', { name: 'Note' }).fill('the new one broke the night run');
    await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click();

    await expect(dialog(page)).toHaveCount(0);
    await expect(versions(page)).toHaveCount(3);
    await expect(versions(page).first()).toContainText('Restored');
    await expect(versions(page).first()).toContainText('“the new one broke the night run”');
    expect(await server.get('a')).toBe('{"id":12345678901234567890,"x":1.0}');
    await page.getByRole('tab', { name: 'Value' }).click();
    await expect(linesOf(page)).toContainText('12345678901234567890');
  });

  test('is refused if someone saved first; the dialog stays, and a second look decides', async ({ page, server }) => {
    await server.set('a', '1');
    await server.set('a', '2');
    await page.goto('/team/kv/a?tab=history');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await dialog(page).getByRole('textbox', { name: 'Note' }).fill('kept');

    await server.set('a', '3');
    await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click();

    await expect(dialog(page).getByRole('alert')).toContainText('admin saved version 3');
    await expect(dialog(page).getByRole('textbox', { name: 'Note' })).toHaveValue('kept');
    expect(await server.get('a')).toBe('3');

    await dialog(page).getByRole('button', { name: 'Restore after version 3' }).click();
    await expect(dialog(page)).toHaveCount(0);
    expect(await server.get('a')).toBe('1');
  });

  test('keeps unsaved text, which then cannot replace it unseen', async ({ page, server }) => {
    await server.set('a', '"old"');
    await server.set('a', '"new"');
    await page.goto('/team/kv/a');
    await replaceText(page, page, '"typed"');

    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await expect(dialog(page)).toContainText('You have unsaved changes');
    await dialog(page).getByRole('button', { name: 'Restore and keep my text' }).click();
    await expect(dialog(page)).toHaveCount(0);

    await page.getByRole('tab', { name: 'Value' }).click();
    await expect(linesOf(page)).toContainText('"typed"');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved: admin saved version 3 first' })).toBeVisible();
    expect(await server.get('a')).toBe('"old"');
  });
});

test.describe('renaming', () => {
  test('keeps the open pair, the text typed in it and the history, and the address follows', async ({
    page,
    server,
  }) => {
    const id = await server.set('before', '1');
    await page.goto('/team/kv/before');
    await replaceText(page, page, '12345678901234567890');

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await dialog(page).getByRole('textbox', { name: 'New key' }).fill('after/ all');
    await page.keyboard.press('Enter');

    await expect(page).toHaveURL(/\/team\/kv\/after%2F%20all$/);
    await expect(dialog(page)).toHaveCount(0);
    await expect(linesOf(page)).toContainText('12345678901234567890');
    await expect(page.getByRole('link', { name: 'before', exact: true })).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText('Version 3', { exact: true })).toBeVisible();
    expect(await server.get('after/ all')).toBe('12345678901234567890');
    expect(await server.get('before')).toBeUndefined();
    expect(await server.set('after/ all', '2')).toBe(id);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByText('Renamed from before to after/ all')).toBeVisible();
  });

  test('of the open pair is no other pair: what is opened next under the old key has a draft of its own', async ({
    page,
    server,
  }) => {
    await server.set('one', '1');
    await page.goto('/team/kv/one');
    await expect(editorOf(page)).toBeVisible();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await dialog(page).getByRole('textbox', { name: 'New key' }).fill('two');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/team\/kv\/two$/);

    await server.set('one', '"another"');
    await page.getByRole('searchbox').fill('one');
    await page.getByRole('link', { name: 'one', exact: true }).click();

    await expect(linesOf(page)).toContainText('another');
    await expect(page.getByRole('region', { name: 'Pair one' })).toBeVisible();
  });

  test('to a key that exists is not possible, even if it was taken just now', async ({ page, server }) => {
    await server.set('a', '1');
    await server.set('taken', '"untouched"');
    await page.goto('/team/kv');
    const writes = recordWrites(page);
    await page.getByRole('button', { name: 'Actions for a', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();

    const key = dialog(page).getByRole('textbox', { name: 'New key' });
    await key.fill('taken');
    await expect(dialog(page).getByText('“taken” already exists')).toBeVisible();
    await expect(dialog(page).getByRole('button', { name: 'Rename' })).toHaveAttribute('aria-disabled', 'true');

    await key.fill('free');
    await expect(dialog(page).getByRole('button', { name: 'Rename' })).not.toHaveAttribute('aria-disabled', 'true');
    await server.set('free', '"faster"');

    await expect(dialog(page).getByText('“free” already exists')).toBeVisible();
    await expect(dialog(page).getByRole('button', { name: 'Rename' })).toHaveAttribute('aria-disabled', 'true');
    await key.press('Enter');

    await key.fill('other');
    await expect(dialog(page).getByText('“free” already exists')).toBeHidden();
    await key.press('Enter');
    await expect(page.getByRole('link', { name: 'other', exact: true })).toBeVisible();
    // The list shows it before the server has confirmed it.
    await expect.poll(() => server.get('other')).toBe('1');
    expect(writes).toHaveLength(1);
    expect(await server.get('free')).toBe('"faster"');
  });

  test('of a pair that someone changed first says so', async ({ page, server }) => {
    await server.set('a', '1');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'Actions for a', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await dialog(page).getByRole('textbox', { name: 'New key' }).fill('b');

    await server.set('a', '2');
    await dialog(page).getByRole('button', { name: 'Rename' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText('Someone else saved version 2 first');
    await dialog(page).getByRole('button', { name: 'Rename' }).click();

    await expect(page.getByRole('link', { name: 'b', exact: true })).toBeVisible();
    await expect.poll(() => server.get('b')).toBe('2');
  });
});

test.describe('at the limit of the licence', () => {
  test.use({ serverEnv: { KV_LICENSE_PAIRS: '1' } });

  test('a pair is renamed, and to duplicate it is explained', async ({ page, server }) => {
    await server.set('a', '1');
    await page.goto('/team/kv/a');
    await expect(page.getByText('limit reached')).toBeVisible();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect(dialog(page)).toContainText('Licence limit reached');
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await dialog(page).getByRole('textbox', { name: 'New key' }).fill('b');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/team\/kv\/b$/);
    expect(await server.get('b')).toBe('1');
  });
});
