import type { Page } from 'playwright/test';
import { expect, test } from './setup/fixtures.ts';
import { TestServer } from './setup/server.ts';

const answerOf = (page: Page) => page.getByRole('region', { name: 'Answer' });

/** GraphiQL's editors come one after the other; before the last of them there is nothing to run. */
async function run(page: Page): Promise<void> {
  for (const name of ['Query', 'Variables', 'Answer']) {
    await expect(page.getByRole('textbox', { name, includeHidden: true })).toBeAttached();
  }
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** Replaces the text of one of the editors, as a person would. */
async function type(page: Page, editor: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: editor }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

test.describe('the page API', () => {
  test.beforeEach(({ signIn }) => signIn());

  test('is reached by the navigation, and runs the four operations as they are', async ({ page, server }) => {
    await server.set('other', '1');
    await page.goto('/team/kv');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API', exact: true }).click();
    await expect(page).toHaveURL(/\/api$/);
    await run(page);
    await expect(answerOf(page)).toContainText('"key": "other"');

    await page.getByRole('tab', { name: 'SetValue' }).click();
    await run(page);
    await expect(answerOf(page)).toContainText('"version": 1');
    expect(await server.get('foo')).toBe('"bar"');
    // A second time the key is taken: the example overwrites nothing.
    await run(page);
    await expect(answerOf(page)).toContainText('VERSION_CONFLICT');

    await page.getByRole('tab', { name: 'GetValue' }).click();
    await run(page);
    await expect(answerOf(page)).toContainText('"value": "bar"');

    await page.getByRole('tab', { name: 'DeletePair' }).click();
    await run(page);
    await expect(answerOf(page)).toContainText('"success": false');
    expect(await server.get('foo')).toBe('"bar"');
  });

  test('changes no digit of an answer, nor of variables', async ({ page, server }) => {
    await server.set('exact', '{"id":12345678901234567890,"ratio":1.0,"huge":1e400,"2":1,"1":1,"a":1,"a":2}');
    await page.goto('/api');
    await run(page);
    for (const part of ['"id": 12345678901234567890', '"ratio": 1.0', '"huge": 1e400', '"a": 1', '"a": 2']) {
      await expect(answerOf(page)).toContainText(part);
    }

    await type(
      page,
      'Query',
      'mutation Set($value: JSON) { set_key_value(input: { key: "typed", value: $value }) { version } }',
    );
    await type(page, 'Variables', '{"value":[12345678901234567890,1.0]}');
    await page.getByRole('button', { name: 'Prettify' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Variables' })).toContainText('1.0');
    await run(page);
    await expect(answerOf(page)).toContainText('"version": 1');
    expect(await server.get('typed')).toBe('[12345678901234567890,1.0]');
  });

  test('brings back a request that was closed, with what was typed', async ({ page }) => {
    await page.goto('/api');
    await page.getByRole('tab', { name: 'DeletePair' }).click();
    await type(page, 'Query', 'query Half { key_va');
    await type(page, 'Variables', '{"half":');
    await page.getByRole('button', { name: 'Close this request' }).click();
    await expect(page.getByRole('tab', { name: 'Half' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();

    await expect(page.getByRole('tab', { name: 'Half', selected: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Query' })).toContainText('query Half { key_va');
    await expect(page.getByRole('tabpanel', { name: 'Variables' })).toContainText('{"half":');
    await expect(page.getByRole('textbox', { name: 'Query' })).toBeFocused();
  });

  test('knows the schema', async ({ page }) => {
    await page.goto('/api');
    await page.getByRole('button', { name: 'Docs' }).click();
    await page.getByRole('link', { name: 'Mutation' }).click();

    await expect(page.getByText('Creates the pair, or sets the value of the existing one')).toBeVisible();
  });

  test('asks to sign in when the session has ended, and keeps what was typed', async ({ page, context }) => {
    await page.goto('/api');
    await run(page);
    await expect(answerOf(page)).toContainText('"key_value": []');
    await type(page, 'Query', '{ auth_info { user_name } }');
    await context.clearCookies();
    await run(page);

    const dialog = page.getByRole('dialog', { name: 'Sign in to continue' });
    await dialog.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog).toBeHidden();
    await run(page);
    await expect(answerOf(page)).toContainText('"user_name": "admin"');
  });

  test('says when the server is down', async ({ page, server }) => {
    await page.goto('/api');
    await run(page);
    await expect(answerOf(page)).toContainText('"key_value": []');
    await server.kill();
    await run(page);

    await expect(answerOf(page)).toContainText('UNREACHABLE');
  });

  test('keeps no header of a person in the browser', async ({ page }) => {
    await page.goto('/api');
    await page.getByRole('tab', { name: 'Headers' }).click();
    await type(page, 'Headers', '{"authorization":"Bearer a-secret-key"}');
    await run(page);
    await expect(answerOf(page)).toContainText('UNAUTHENTICATED');
    // The key of a request was refused, not the session.
    await expect(page.getByRole('dialog')).toBeHidden();

    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('a-secret-key');
  });
});

test('the page API leads to the sign-in page and back', async ({ page }) => {
  await page.goto('/api');
  await page.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page).toHaveURL(/\/api$/);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});
