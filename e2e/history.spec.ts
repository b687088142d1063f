import type { Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { recordWrites, save } from './setup/pair-page.ts';

/** Without the lines about what each changed, which are lists too. */
const versions = (page: Page) => page.getByRole('list', { name: 'Versions' }).locator('> li');
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

  test('says what each version changed, and shows the difference in full with a way back', async ({ page, server }) => {
    await server.set('a', '{"id":12345678901234567890,"retries":3}');
    await server.set('a', '{"id":12345678901234567890,"retries":5}');
    await server.set('a', '{"id":12345678901234567890,"retries":5}');
    await page.goto('/team/kv/a?tab=history');

    await expect(versions(page).first()).toContainText('Saved again, no change');
    await expect(versions(page).nth(1)).toContainText('retries: 3 → 5');
    await expect(versions(page).last()).toContainText('12345678901234567890');

    // The whole row is the target.
    await versions(page).nth(1).click();
    await expect(page.getByRole('dialog', { name: 'Version 2' })).toContainText('admin through the API');
    await expect(linesOf(dialog(page)).first()).toContainText('"retries": 3');
    await expect(linesOf(dialog(page)).last()).toContainText('"retries": 5');
    await dialog(page).getByRole('button', { name: 'Restore version 2' }).click();
    await expect(page.getByRole('dialog', { name: 'Restore version 2?' })).toBeVisible();
  });

  test('what the last save changed is one key away, and so is the version before it', async ({ page, server }) => {
    await server.set('a', '{"n":1}');
    await server.set('a', '{"n":2}');
    await page.goto('/team/kv/a?tab=history');

    await page.getByRole('button', { name: 'Show what version 2 changed' }).focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Restore version 1' }).click();
    await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click();

    await expect(versions(page).first()).toContainText('n: 2 → 1');
    expect(await server.get('a')).toBe('{"n":1}');
  });

  test('compares any two versions: Shift with the current one, and a choice in the dialog', async ({
    page,
    server,
  }) => {
    for (const text of ['{"n":12345678901234567890}', '{"n":2}', '{"n":1.0}']) await server.set('a', text);
    await page.goto('/team/kv/a?tab=history');

    await page.getByRole('button', { name: 'Show what version 2 changed' }).click({ modifiers: ['Shift'] });
    await expect(page.getByRole('dialog', { name: 'Version 3' })).toBeVisible();
    await expect(linesOf(dialog(page)).first()).toContainText('"n": 2');

    await dialog(page).getByRole('combobox', { name: 'Compare with' }).selectOption('1');
    await expect(linesOf(dialog(page)).first()).toContainText('12345678901234567890');
    await expect(linesOf(dialog(page)).last()).toContainText('1.0');
  });

  test('shows the note of a save, and Activity does too', async ({ page, server }) => {
    await server.set('a', '1');
    await page.goto('/team/kv/a');
    await replaceText(page, page, '2');
    await page.keyboard.press('ControlOrMeta+Shift+s');
    await page.getByRole('textbox', { name: 'Why?' }).fill('the night run needs it');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('a')).toBe('2');

    await page.getByRole('tab', { name: 'History' }).click();
    await expect(versions(page).first()).toContainText('“the night run needs it”');
    await page.goto('/team/activity');
    await expect(page.getByText('“the night run needs it”')).toBeVisible();
  });

  test('shows the first value to read, exactly', async ({ page, server }) => {
    await server.set('a', '{"id":12345678901234567890}');
    await page.goto('/team/kv/a?tab=history');

    await versions(page).first().click();
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
