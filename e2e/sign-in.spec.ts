import { expect, test } from './setup/fixtures.ts';
import { TestServer } from './setup/server.ts';

test('the printed link signs in, once, and leaves no token in the address', async ({ page, server, context }) => {
  await page.goto(server.signInLink);

  // The sign-in page, which is there for a moment, has a heading that ends in the same words.
  await expect(page.getByRole('heading', { name: 'KV Store', level: 1, exact: true })).toBeVisible();
  expect(page.url()).toBe(`${server.url}/team/kv`);

  await context.clearCookies();
  await page.goto('about:blank');
  await page.goto(server.signInLink);
  await expect(page.getByRole('alert')).toContainText('did not work');
  expect(page.url()).not.toContain('token');
});

test('an API key signs in and goes on to the page that was asked for', async ({ page, server }) => {
  await server.set('etl/last-run', '{"ok":true}');
  await page.goto('/team/kv/etl%2Flast-run');
  await expect(page.getByRole('heading', { name: 'Sign in to KV Store' })).toBeVisible();

  await page.getByRole('textbox', { name: 'API key' }).fill('wrong-key');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main')).toContainText('That API key is not valid here');
  await expect(page.getByRole('textbox', { name: 'API key' })).toHaveValue('wrong-key');

  await page.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('region', { name: 'Pair etl/last-run' })).toBeVisible();
});

test('signing out ends the session', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/');
  const ended = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await ended;

  await expect(page.getByRole('heading', { name: 'Sign in to KV Store' })).toBeVisible();
  await page.goto('/team/kv');
  await expect(page.getByRole('heading', { name: 'Sign in to KV Store' })).toBeVisible();
});
