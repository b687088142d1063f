import type { BrowserContext } from 'playwright/test';
import { crash, keptTexts, offer, restore } from './setup/drafts.ts';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { hold, pane, save } from './setup/pair-page.ts';
import { TestServer } from './setup/server.ts';

const ANOTHER_KEY = 'e2e-Zt4Wc8QmR2vBx9LpNh';

async function signInWith(context: BrowserContext, server: TestServer, apiKey: string): Promise<void> {
  const response = await context.request.post(`${server.url}/session`, {
    headers: { origin: server.url },
    data: { api_key: apiKey },
  });
  expect(response.status()).toBe(204);
}

test.beforeEach(({ signIn }) => signIn());

test('a session that ended during the edit and a new sign-in lose nothing', async ({ page, context, server }) => {
  await server.set('ended', '1');
  await page.goto('/team/kv/ended');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await context.clearCookies();
  const next = await crash(page, context);
  await next.goto('/team/kv/ended');
  await next.getByRole('textbox', { name: 'API key' }).fill(TestServer.apiKey);
  await next.getByRole('button', { name: 'Sign in' }).click();

  await expect(offer(next)).toBeVisible();
});

test('nobody else sees a draft in the same browser, and its owner does again', async ({ page, context, server }) => {
  await server.set('private', '1');
  await page.goto('/team/kv/private');
  await replaceText(page, page, '"typed by the first"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  let next = await crash(page, context);
  await server.kill();
  await server.start(ANOTHER_KEY);
  await signInWith(context, server, ANOTHER_KEY);

  await next.goto('/team/kv/private');
  await expect(editorOf(next)).toBeVisible();
  await replaceText(next, next, '"typed by the second"');
  await expect.poll(() => keptTexts(next)).toHaveLength(2);
  await expect(offer(next)).toBeHidden();

  next = await crash(next, context);
  await server.kill();
  await server.start();
  await signInWith(context, server, TestServer.apiKey);
  await next.goto('/team/kv/private');
  await restore(next).click();
  await expect(linesOf(next).getByText('typed by the first')).toBeVisible();
});

test('another person who signs in on the page sees nothing that was typed there', async ({ page, context, server }) => {
  await server.set('private', '1');
  await page.goto('/team/kv/private');
  await replaceText(page, page, '"typed by the first"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await server.kill();
  await context.clearCookies();
  await server.start(ANOTHER_KEY);

  const dialog = page.getByRole('dialog', { name: 'Sign in to continue' });
  await dialog.getByRole('textbox', { name: 'API key' }).fill(ANOTHER_KEY);
  await dialog.getByRole('button', { name: 'Sign in' }).click();

  await expect(linesOf(page)).toHaveText('1');
  await expect(offer(page)).toBeHidden();
  expect(await keptTexts(page)).toEqual(['"typed by the first"']);
});

test('what is typed while a new pair is being created is offered by that pair', async ({ page, server }) => {
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'New pair' }).first().click();
  await page.getByRole('dialog').getByLabel('Key', { exact: true }).fill('quick');
  await replaceText(page, page.getByRole('dialog'), '"sent"');
  const held = await hold(page, 'SetPair');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => held.length).toBe(1);
  await replaceText(page, page.getByRole('dialog'), '"typed on"');
  await held.pop()?.continue();

  await expect(pane(page, 'quick')).toBeVisible();
  expect(await server.get('quick')).toBe('"sent"');
  await restore(page).click();
  await expect(linesOf(page)).toHaveText('"typed on"');
});

test('a new pair that was not made is offered, with its key', async ({ page, context, server }) => {
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'New pair' }).first().click();
  await page.getByRole('dialog').getByLabel('Key', { exact: true }).fill('half/made');
  await replaceText(page, page.getByRole('dialog'), '"half a value"');
  await expect.poll(() => keptTexts(page)).toEqual(['"half a value"']);

  const next = await crash(page, context);
  await next.goto('/team/kv');
  await next.getByRole('button', { name: 'New pair' }).first().click();
  await expect(offer(next)).toContainText('for “half/made”');
  await restore(next).click();
  await expect(next.getByRole('dialog').getByLabel('Key', { exact: true })).toHaveValue('half/made');
  await next.keyboard.press('ControlOrMeta+Enter');
  await expect(pane(next, 'half/made')).toBeVisible();
  expect(await server.get('half/made')).toBe('"half a value"');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('a draft of a pair that was deleted becomes a new pair', async ({ page, context, server }) => {
  const id = await server.set('lost', '1');
  await page.goto('/team/kv/lost');
  await replaceText(page, page, '"worth keeping"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await server.delete(id);

  const next = await crash(page, context);
  await next.goto('/team/kv/lost');
  await next.getByRole('button', { name: 'Restore draft as a new pair' }).click();
  await expect(linesOf(next.getByRole('dialog')).getByText('"worth keeping"')).toBeVisible();
  await next.getByRole('button', { name: 'Create pair' }).click();
  await expect.poll(() => server.get('lost')).toBe('"worth keeping"');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('a draft follows its pair to another key', async ({ page, context, server }) => {
  await server.set('early', '1');
  await page.goto('/team/kv/early');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('New key').fill('late');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(pane(page, 'late').getByText('Unsaved changes', { exact: true })).toBeVisible();

  const next = await crash(page, context);
  await next.goto('/team/kv/late');
  await restore(next).click();
  await save(next).click();
  await expect.poll(() => server.get('late')).toBe('"typed"');
});
