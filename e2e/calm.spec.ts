import type { Locator } from 'playwright/test';
import { replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane, save } from './setup/pair-page.ts';

const boxOf = async (element: Locator) => (await element.boundingBox()) ?? { y: NaN, height: NaN };

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

test('the buttons below a value come and go with its changes; nothing moves, and the focus stays in the pair', async ({
  page,
  server,
}) => {
  await server.set('etl/cursor', '12');
  await page.goto('/team/kv/etl%2Fcursor');
  const footer = pane(page, 'etl/cursor').locator('footer');
  await expect(footer).toContainText('Valid JSON');
  await expect(footer.getByRole('button')).toHaveCount(0);
  const before = await boxOf(footer);

  await replaceText(page, page, '13');
  await expect(footer.getByRole('button', { name: 'Discard' })).toBeVisible();
  expect(await boxOf(footer)).toEqual(before);

  await save(page).focus();
  await page.keyboard.press('Enter');
  await expect(footer).toContainText('Saved version 2');
  await expect(footer.getByRole('button')).toHaveCount(0);
  expect(await boxOf(footer)).toEqual(before);
  await expect(pane(page, 'etl/cursor')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Rename “etl/cursor”' })).toBeVisible();
});

test('on a phone what is wrong with a value stands above its buttons', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await server.set('a', '1');
  await page.goto('/team/kv/a');
  await replaceText(page, page, '{"source": db-8}');
  const problem = page.getByRole('button', { name: /Line 1, column 12/ });
  await expect(problem).toBeVisible();
  const { y, height } = await boxOf(problem);
  expect(height).toBeLessThan(24);
  expect(y + height).toBeLessThanOrEqual((await boxOf(save(page))).y);
});

test('a dialog that grows stays where it is', async ({ page, server }) => {
  await server.set('regions', '["eu"]');
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'New pair' }).click();
  const dialog = page.getByRole('dialog');
  const key = dialog.getByLabel('Key', { exact: true });
  await expect(key).toBeFocused();
  const { y } = await boxOf(key);
  await key.fill('regions');
  await expect(dialog).toContainText('“regions” already exists');
  expect((await boxOf(key)).y).toBe(y);
});

test('a new pair is created with a note', async ({ page, server }) => {
  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'New pair' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New pair' });
  await dialog.getByLabel('Key', { exact: true }).fill('etl/limit');
  await replaceText(page, dialog, '500');
  await page.keyboard.press('ControlOrMeta+Shift+s');
  const question = page.getByRole('dialog', { name: 'Create pair with a note' });
  await expect(question.getByLabel('Why?')).toBeFocused();

  // It belongs to the question alone.
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Add a note' }).click();
  await expect(question.getByLabel('Why?')).toBeFocused();
  await page.keyboard.type('Agreed with Maria');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(pane(page, 'etl/limit')).toContainText('Version 1');
  expect(await server.get('etl/limit')).toBe('500');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('Agreed with Maria');
});
