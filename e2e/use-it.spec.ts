import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Route } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { TestServer } from './setup/server.ts';
import { get, NASTY_PAIRS, readSnippets, versionOf } from './setup/use-it.ts';

const run = promisify(execFile);
const tab = (name: string | RegExp) => ({ name, exact: typeof name === 'string' });

test.beforeEach(({ signIn }) => signIn());

test.describe('the tabs of an open pair', () => {
  test('are in the address, with the list as it is, and a bad one shows the value', async ({ page, server }) => {
    await server.set('etl/a', '1');
    await page.goto('/team/kv/etl%2Fa?q=etl&sort=size');
    await page.getByRole('tab', tab('Use it')).click();
    await expect(page).toHaveURL(/\?q=etl&sort=size&tab=use$/);

    await page.reload();
    await expect(page.getByRole('tabpanel', { name: 'Use it' })).toContainText('get_key_value(key="etl/a")');
    await page.getByRole('searchbox').fill('etl/');
    await expect(page).toHaveURL(/q=etl%2F&sort=size&tab=use$/);
    await page.getByRole('tab', tab('Value')).click();
    await expect(page).toHaveURL(/q=etl%2F&sort=size$/);

    await page.goto('/team/kv/etl%2Fa?tab=nonsense');
    await expect(page.getByRole('tab', tab('Value'))).toHaveAttribute('aria-selected', 'true');
    await expect(editorOf(page)).toBeVisible();
  });

  test('are left with the pair', async ({ page, server }) => {
    await server.set('a', '1');
    await page.goto('/team/kv/a?tab=use');
    await page.getByRole('button', { name: 'Close', exact: true }).click();

    await expect(page).toHaveURL(/\/team\/kv$/);
  });

  test('change by keyboard', async ({ page, server }) => {
    await server.set('a', '1');
    await page.goto('/team/kv/a');
    await page.getByRole('tab', tab('Value')).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', tab('History'))).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', tab('Use it'))).toBeFocused();
    await expect(page.getByRole('tabpanel', { name: 'Use it' })).toBeVisible();

    await page.keyboard.press('e');
    await expect(editorOf(page)).toBeFocused();
  });

  test('give the value the focus once it is there, but take it from nobody who types', async ({ page, server }) => {
    await server.set('a', '1');
    const held: Route[] = [];
    await page.route(/editor-[^/]*\.js$/, (route) => void held.push(route));
    for (const isTyping of [false, true]) {
      await page.goto('/team/kv/a?tab=use');
      await page.getByRole('tab', tab('Use it')).focus();
      await page.keyboard.press('e');
      await expect(page.getByRole('tab', tab('Value'))).toHaveAttribute('aria-selected', 'true');
      if (isTyping) await page.getByRole('searchbox').fill('a');
      await expect.poll(() => held.length).toBe(1);
      await held.pop()?.continue();
      await expect(linesOf(page)).toContainText('1');
      await expect(isTyping ? page.getByRole('searchbox') : editorOf(page)).toBeFocused();
    }
  });

  test('keep what is typed, with its undo, and mark it', async ({ page, server }) => {
    await server.set('a', '{"n":1}');
    await page.goto('/team/kv/a');
    await replaceText(page, page, '{"n": 22}');
    await expect(page.getByRole('tab', tab(/^Value.*[Uu]nsaved changes$/))).toBeVisible();

    await page.getByRole('tab', tab('Use it')).click();
    await expect(page.getByText('This is the saved value, without your changes.')).toBeVisible();
    await page.getByRole('tab', tab(/^Value/)).click();
    await expect(linesOf(page)).toContainText('22');
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(linesOf(page)).not.toContainText('22');
  });

  test('do not let unsaved text go unasked', async ({ page, server }) => {
    await server.set('one', '1');
    await server.set('two', '2');
    await page.goto('/team/kv/one');
    await replaceText(page, page, '111');
    await page.getByRole('tab', tab('Use it')).click();
    await page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'two' }).click();
    await page.getByRole('button', { name: 'Keep editing' }).click();

    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByRole('tab', tab('Value'))).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('Version 2', { exact: true })).toBeVisible();
    expect(await server.get('one')).toBe('111');
  });

  test('come when what they need has come at a second try', async ({ page, server }) => {
    await server.set('a', '1');
    await page.route(/rest-[^/]*\.js$/, (route) => route.abort());
    await page.goto('/team/kv/a?tab=use');
    await expect(page.getByText('could not be shown')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'a' })).toBeVisible();

    await page.unroute(/rest-[^/]*\.js$/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Use it' })).toContainText('get_key_value(key="a")');
  });
});

test('the language is remembered, and Copy copies what is shown', async ({ page, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await server.set('a', '1');
  await server.set('b', '1');
  const shown = await readSnippets(page, 'a', 'curl');
  await page.getByRole('button', { name: 'Copy: Read' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(get(shown, 'Read'));

  await page.goto('/team/kv/b?tab=use');
  await expect(page.getByRole('radio', { name: 'curl' })).toBeChecked();
});

test('no snippet holds the key of the session', async ({ page, server }) => {
  await server.set('a', '1');
  for (const client of ['Python', 'kv', 'prefect kv', 'GraphQL', 'TypeScript', 'curl']) {
    const snippets = await readSnippets(page, 'a', client);
    expect([...snippets.values()].join('\n')).not.toContain(TestServer.apiKey);
  }
});

test('curl reads, writes over the version, and deletes', async ({ page, server }) => {
  const env = { ...process.env, KV_API_KEY: TestServer.apiKey };
  const answerOf = async (code: string) => (await run('sh', ['-c', `${code} -sS`], { env })).stdout;
  for (const { key, value } of NASTY_PAIRS) {
    await server.set(key, value);
    const curl = await readSnippets(page, key, 'curl');
    expect(await answerOf(get(curl, 'Read'))).toContain(JSON.stringify(value));

    expect(await answerOf(get(curl, 'Write'))).toContain('"version":2');
    expect(await server.get(key)).toBe(value);
    // The snippets are about version 1: nothing is overwritten or deleted unseen.
    expect(await answerOf(get(curl, 'Write'))).toContain('VERSION_CONFLICT');
    expect(await answerOf(get(curl, 'Delete'))).toContain('VERSION_CONFLICT');

    const fresh = await readSnippets(page, key, 'curl');
    expect(await answerOf(get(fresh, 'Delete'))).toContain('"success":true');
    expect(await versionOf(server, key)).toBeUndefined();
  }
});

test('GraphQL reads, writes over the version, and deletes', async ({ page, server }) => {
  for (const { key, value } of NASTY_PAIRS) {
    await server.set(key, value);
    const graphql = await readSnippets(page, key, 'GraphQL');
    expect(await server.graphqlText(get(graphql, 'Read'))).toContain(JSON.stringify(value));

    expect(await server.graphqlText(get(graphql, 'Write'))).toContain('"version":2');
    expect(await server.get(key)).toBe(value);
    expect(await server.graphqlText(get(graphql, 'Delete'))).toContain('VERSION_CONFLICT');

    const fresh = await readSnippets(page, key, 'GraphQL');
    expect(await server.graphqlText(get(fresh, 'Delete'))).toContain('"success":true');
    expect(await versionOf(server, key)).toBeUndefined();
  }
});
