import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDelete, pane, recordWrites, save } from './setup/pair-page.ts';
import { TestServer } from './setup/server.ts';

test.describe('an open pair', () => {
  test.beforeEach(({ signIn }) => signIn());

  test('is edited in the browser and read back through the API, exactly', async ({ page, server }) => {
    await server.set('etl/config', '{"id":12345678901234567890,"ratio":1.0,"huge":1e400,"a":1,"a":2}');
    await page.goto('/team/kv/etl%2Fconfig');
    await expect(editorOf(page)).toBeVisible();
    await expect(linesOf(page).getByText('12345678901234567890')).toBeVisible();
    await expect(save(page)).toBeHidden();

    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"new": [true, -0],');
    await page.keyboard.press('ControlOrMeta+s');

    await expect(pane(page, 'etl/config').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('etl/config')).toBe(
      '{"new":[true,-0],"id":12345678901234567890,"ratio":1.0,"huge":1e400,"a":1,"a":2}',
    );
    await expect(save(page)).toBeHidden();
  });

  test('is not changed by opening, formatting or minifying it', async ({ page, server }) => {
    const text = '{"a":[1.0,{"b":"\\u00e9"}],"a":2}';
    await server.set('formats', text);
    await page.goto('/team/kv/formats');
    const writes = recordWrites(page);
    await page.getByRole('button', { name: 'Minify', exact: true }).click();
    await page.getByRole('button', { name: 'Format', exact: true }).click();

    await expect(save(page)).toBeHidden();
    await page.keyboard.press('ControlOrMeta+s');
    await replaceText(page, page, '[]');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(pane(page, 'formats').getByText('Version 2', { exact: true })).toBeVisible();
    expect(writes).toHaveLength(1);
  });

  test('says what is wrong with JSON, where, and does not save it', async ({ page, server }) => {
    await server.set('broken', '{"a":1}');
    await page.goto('/team/kv/broken');
    const writes = recordWrites(page);
    await replaceText(page, page, '{\n  "a": 1,\n}');

    await expect(page.getByText(/Line 2.*does not allow a trailing comma/)).toBeVisible();
    await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('ControlOrMeta+s');

    await replaceText(page, page, '{"a":2}');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(pane(page, 'broken').getByText('Version 2', { exact: true })).toBeVisible();
    expect(writes).toHaveLength(1);
    expect(await server.get('broken')).toBe('{"a":2}');
  });

  test('is edited as text when it is a string, and stays a string', async ({ page, server }) => {
    await server.set('query', '"select 1\\nfrom \\"t\\""');
    await page.goto('/team/kv/query');
    // Lines of text are shown as lines without asking, and copied as they are shown.
    await expect(page.getByRole('radio', { name: 'Text' })).toBeChecked();
    await expect(linesOf(page)).toContainText('from "t"');
    await replaceText(page, page, '123');
    await save(page).click();

    await expect(pane(page, 'query').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('query')).toBe('"123"');
  });

  test('that cannot be saved is shown where the mistake is, and text is saved as text', async ({ page, server }) => {
    await server.set('bar', '{"a":1}');
    await page.goto('/team/kv/bar');
    await replaceText(page, page, '{"a":\n\n oops}');
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText('Fix the JSON error on line 3 first.', { exact: true }).first()).toBeVisible();
    // The cursor is at the mistake.
    await page.keyboard.press('Delete');
    await expect(linesOf(page)).toContainText('ops}');
    await expect(linesOf(page)).not.toContainText('oops');

    await replaceText(page, page, 'select 1');
    await page.getByRole('button', { name: 'Save as text' }).click();
    await expect(pane(page, 'bar').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('bar')).toBe('"select 1"');
  });

  test('as text keeps exactly what is typed: nothing is closed, surrounded or indented', async ({ page, server }) => {
    await server.set('note', '"old"');
    await page.goto('/team/kv/note');
    await page.getByText('Text', { exact: true }).click();
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type("'it' :(\n  a {\nb\tc \"[");
    await save(page).click();

    await expect(pane(page, 'note').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('note')).toBe(JSON.stringify("'it' :(\n  a {\nb\tc \"["));
  });

  test('of nearly 1 MiB opens and is edited; one that is too large is not saved, and every character stays', async ({
    page,
    server,
  }) => {
    // 1,048,576 bytes but for six.
    const lines = Array.from({ length: 10_922 }, (_, index) => `"${String(index).padStart(5, '0')}${'x'.repeat(88)}"`);
    const text = `[${lines.join(',')},"${'y'.repeat(54)}"]`;
    expect(1_048_576 - text.length).toBe(6);
    await server.set('large', text);
    await page.goto('/team/kv/large');
    await expect(linesOf(page).getByText('00000xxx')).toBeVisible();

    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('End');
    await page.keyboard.type('1,2,3,');
    await save(page).click();
    await expect(pane(page, 'large').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('large')).toBe(text.replace('[', '[1,2,3,'));

    await page.keyboard.press('ControlOrMeta+Home');
    await editorOf(page).focus();
    await page.keyboard.type(' 4');
    await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
    expect(await server.get('large')).toBe(text.replace('[', '[1,2,3,'));
  });

  test('asks once before unsaved text is left, and keeps it', async ({ page, server }) => {
    await server.set('one', '1');
    await server.set('two', '2');
    await page.goto('/team/kv/one');
    const writes = recordWrites(page);
    await replaceText(page, page, '111');
    await page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'two' }).click();

    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await expect(page).toHaveURL(/\/one$/);
    await expect(linesOf(page).getByText('111')).toBeVisible();

    await page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'two' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Discard/ })
      .click();
    await expect(pane(page, 'two')).toBeVisible();
    await replaceText(page, page, '222');
    await save(page).click();
    await expect(pane(page, 'two').getByText('Version 2', { exact: true })).toBeVisible();
    expect(writes).toHaveLength(1);
    expect(await server.get('one')).toBe('1');
  });

  test('keeps its text when the session has ended, and saves it after signing in again in place', async ({
    page,
    server,
    context,
  }) => {
    await server.set('session', '1');
    await page.goto('/team/kv/session');
    await replaceText(page, page, '"typed before the session ended"');
    await context.clearCookies();
    await save(page).click();

    const dialog = page.getByRole('dialog', { name: 'Sign in to continue' });
    await expect(page.getByText('Not saved: you are signed out')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Not saved: you are signed out')).toBeHidden();
    expect(await server.get('session')).toBe('1');
    await save(page).click();

    await expect(pane(page, 'session').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('session')).toBe('"typed before the session ended"');
  });

  test('keeps its text when the server is down, says that nothing is saved, and saves once it is back', async ({
    page,
    server,
  }) => {
    await server.set('down', '1');
    await page.goto('/team/kv/down');
    await replaceText(page, page, '"typed while the server was down"');
    await server.kill();
    await save(page).click();

    await expect(pane(page, 'down').getByRole('alert')).toContainText(/not saved/i);
    await expect(linesOf(page).getByText('typed while the server was down')).toBeVisible();
    await server.start();
    await save(page).click();

    await expect(pane(page, 'down').getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('down')).toBe('"typed while the server was down"');
  });

  test('never overwrites what someone else saved first', async ({ page, server }) => {
    await server.set('shared', '"first"');
    await page.goto('/team/kv/shared');
    await replaceText(page, page, '"mine"');
    await server.set('shared', '"theirs"');
    await save(page).click();

    await expect(pane(page, 'shared').getByRole('alert').first()).toContainText('version 2');
    expect(await server.get('shared')).toBe('"theirs"');
    await expect(linesOf(page).getByText('"mine"')).toBeVisible();
  });

  test('is deleted after a confirmation that names it, and not when that is cancelled', async ({ page, server }) => {
    for (const key of ['a', 'b', 'c']) await server.set(key, `"value of ${key}"`);
    await page.goto('/team/kv/b');
    const writes = recordWrites(page);
    const dialog = page.getByRole('dialog', { name: 'Delete “b”?' });

    await askToDelete(page, 'b');
    await expect(dialog).toContainText('value of b');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();

    await askToDelete(page, 'b');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link')).toHaveText([/a/, /c/]);
    await expect.poll(() => server.get('b')).toBeUndefined();
    expect(writes).toHaveLength(1);
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'c' })).toBeFocused();
  });

  test('that is not there says so and offers to create it', async ({ page }) => {
    await page.goto('/team/kv/nowhere');

    await expect(page.getByText('No pair has this key.')).toBeVisible();
    await page.getByRole('button', { name: 'Create “nowhere”' }).click();
    await expect(page.getByRole('dialog').getByLabel('Key', { exact: true })).toHaveValue('nowhere');
  });
});

test.describe('a new pair', () => {
  test.beforeEach(({ signIn }) => signIn());

  test('is created, opened and shown in the list', async ({ page, server }) => {
    await server.set('other', '1');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Key', { exact: true }).fill('fresh/key');
    await replaceText(page, dialog, '{"made": "here"}');
    await page.keyboard.press('ControlOrMeta+Enter');

    await expect(dialog).toBeHidden();
    await expect(pane(page, 'fresh/key')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'fresh/key' })).toBeVisible();
    expect(await server.get('fresh/key')).toBe('{"made":"here"}');
  });

  test('never overwrites an existing one by default', async ({ page, server }) => {
    await server.set('taken', '"precious"');
    await page.goto('/team/kv');
    const writes = recordWrites(page);
    await page.getByRole('button', { name: 'New pair' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Key', { exact: true }).fill('taken');
    await expect(dialog.getByText('“taken” already exists')).toBeVisible();
    await replaceText(page, dialog, '"oops"');
    await page.keyboard.press('ControlOrMeta+Enter');

    await dialog.getByLabel('Key', { exact: true }).fill('free');
    await expect(dialog.getByText('“taken” already exists')).toBeHidden();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(pane(page, 'free')).toBeVisible();
    expect(writes).toHaveLength(1);
    expect(await server.get('free')).toBe('"oops"');
    expect(await server.get('taken')).toBe('"precious"');
  });

  test.describe('at the limit', () => {
    test.use({ serverEnv: { KV_LICENSE_PAIRS: '1' } });

    test('is refused with used and limit, and what was typed stays', async ({ page, server }) => {
      await page.goto('/team/kv');
      await page.getByRole('button', { name: 'New pair' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Key', { exact: true }).fill('second');
      await replaceText(page, dialog, '"typed"');
      await server.set('first', '1');
      await page.keyboard.press('ControlOrMeta+Enter');

      await expect(dialog.getByRole('alert')).toContainText('1 of 1 pairs');
      await expect(linesOf(dialog).getByText('"typed"')).toBeVisible();
      expect(await server.get('second')).toBeUndefined();
    });
  });
});
