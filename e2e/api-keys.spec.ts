import type { Page } from 'playwright/test';
import { expect, test } from './setup/fixtures.ts';
import type { TestServer } from './setup/server.ts';

const keys = (page: Page) => page.getByRole('table', { name: 'API keys' });
const row = (page: Page, name: string) =>
  keys(page)
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) });

/** Who a request with this secret is from; undefined if it is refused. */
async function whoIs(server: TestServer, secret: string): Promise<string | undefined> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ query: '{ auth_info { user_name } }' }),
  });
  const { data } = (await response.json()) as { data?: { auth_info: { user_name: string } } };
  return data?.auth_info.user_name;
}

async function createKey(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New API key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `API key “${name}”` });
  const secret = (await dialog.getByText(/^kvs_/).textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I have saved it' }).click();
  return secret;
}

test.beforeEach(({ signIn }) => signIn());

test('a key is created, shown once without getting lost, used, and revoked', async ({ page, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/team/kv');
  await page.getByRole('link', { name: 'API keys' }).click();
  await expect(page).toHaveURL(/\/team\/api-keys$/);
  await expect(row(page, 'admin')).toContainText('This session');
  await expect(row(page, 'admin')).toContainText('by the server');

  await page.getByRole('button', { name: 'New API key' }).click();
  const form = page.getByRole('dialog', { name: 'New API key' });
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('ADMIN');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('name');
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('nightly-etl');
  await form.getByRole('combobox', { name: 'Expires' }).selectOption('In 30 days');
  await form.getByRole('button', { name: 'Create key' }).click();

  const shown = page.getByRole('dialog', { name: 'API key “nightly-etl”' });
  await expect(shown.getByRole('button', { name: 'Copy key' })).toBeFocused();
  const secret = (await shown.getByText(/^kvs_/).textContent()) ?? '';
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await page.evaluate(() => window.history.back());
  await expect(shown.getByRole('status')).toHaveText('Copy the key first. It is not shown again.');
  await expect(shown.getByText(secret, { exact: true })).toBeVisible();
  await shown.getByRole('button', { name: 'Copy line' }).click();
  await expect(shown.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`export KV_API_KEY=${secret}`);
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New API key' })).toBeFocused();

  expect(await whoIs(server, secret)).toBe('nightly-etl');
  await page.reload();
  await expect(row(page, 'nightly-etl')).toContainText('by admin');
  await expect(row(page, 'nightly-etl')).toContainText('in 30 days');
  await expect(row(page, 'nightly-etl')).toContainText('just now');

  await page.getByRole('button', { name: 'Revoke nightly-etl' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke “nightly-etl”?' });
  await expect(dialog).toContainText('Programs that use it are refused immediately');
  await expect(dialog).toContainText('Last used just now.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(row(page, 'nightly-etl')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New API key' })).toBeFocused();
  expect(await whoIs(server, secret)).toBeUndefined();
});

test('a key can be revoked with those it created; the configured one cannot, with the reason', async ({
  page,
  server,
}) => {
  await page.goto('/team/api-keys');
  const parent = await createKey(page, 'parent');
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${parent}` },
    body: JSON.stringify({ query: '{ auth_info { user_id } }' }),
  });
  const { data } = (await response.json()) as { data: { auth_info: { user_id: string } } };
  const created = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${parent}` },
    body: JSON.stringify({
      query: 'mutation ($input: create_api_key_input!) { create_api_key(input: $input) { key } }',
      variables: { input: { user_id: data.auth_info.user_id, name: 'child' } },
    }),
  });
  const { key: child } = ((await created.json()) as { data: { create_api_key: { key: string } } }).data.create_api_key;
  await page.reload();

  await page.getByRole('button', { name: 'Revoke admin' }).click();
  const own = page.getByRole('dialog', { name: 'Revoke “admin”?' });
  await expect(own).toContainText('That includes this one.');
  await own.getByRole('button', { name: 'Revoke' }).click();
  await expect(own.getByRole('alert')).toContainText('KV_ADMIN_API_KEY');
  await own.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Revoke parent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke “parent”?' });
  await dialog.getByRole('checkbox', { name: 'Also revoke the key it created' }).check();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(row(page, 'child')).toHaveCount(0);
  await expect(row(page, 'parent')).toHaveCount(0);
  expect(await whoIs(server, child)).toBeUndefined();
});

test('another browser is signed out from here', async ({ page, browser, server }) => {
  const other = await browser.newContext({ baseURL: server.url });
  await other.request.post('/session', {
    headers: { origin: server.url },
    data: { api_key: (server.constructor as typeof TestServer).apiKey },
  });
  await page.goto('/team/api-keys');
  const sessions = page.getByRole('table', { name: 'Signed-in browsers' });
  await expect(sessions.getByText('This browser')).toHaveCount(1);
  await expect(sessions.getByRole('row')).toHaveCount(3);

  await sessions.getByRole('button', { name: 'Sign out this browser of admin' }).click();

  await expect(sessions.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'Signed-in browsers' })).toBeFocused();
  const answer = await other.request.post('/graphql', {
    headers: { origin: server.url },
    data: { query: '{ auth_info { user_name } }' },
  });
  expect(await answer.text()).toContain('UNAUTHENTICATED');
  await other.close();
});
