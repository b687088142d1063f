import type { Page } from 'playwright/test';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane, save } from './setup/pair-page.ts';
import type { TestServer } from './setup/server.ts';

const version = (page: Page, number: number) => page.getByText(`Version ${number}`, { exact: true });

async function undo(page: Page): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+z');
}

const redo = (page: Page) => page.keyboard.press('ControlOrMeta+Shift+z');

/** Saving is refused, and what another client stored as version `newest` is still there. */
async function expectConflictWith(page: Page, server: TestServer, newest: number, stored: string): Promise<void> {
  await save(page).click();
  await expect(pane(page, 'k').getByRole('alert')).toContainText(`version ${newest}`);
  expect(await server.get('k')).toBe(stored);
}

/** Opens the pair `k`, types "mine", and another client stores version 2; saving asks which of them counts. */
async function typeAndConflict(page: Page, server: TestServer): Promise<void> {
  await server.set('k', '"first"');
  await page.goto('/team/kv/k');
  await replaceText(page, page, '"mine"');
  await server.set('k', '"second"');
  await expectConflictWith(page, server, 2, '"second"');
}

/** Leaves the merge that a conflict opens, for the other choices. */
const leaveMerge = (page: Page) =>
  page
    .getByRole('dialog', { name: /^Merge with/ })
    .getByRole('button', { name: 'Cancel' })
    .click();

async function takeTheirs(page: Page): Promise<void> {
  await leaveMerge(page);
  await page.getByRole('button', { name: 'Use theirs, drop mine' }).click();
}

test.describe('Undo past a newer version brings back what the text was based on', () => {
  test.beforeEach(({ signIn }) => signIn());

  test('after changes were discarded and the newer version was shown by itself', async ({ page, server }) => {
    await server.set('k', '"first"');
    await page.goto('/team/kv/k');
    await replaceText(page, page, '"mine"');
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await server.set('k', '"second"');
    await expect(linesOf(page)).toHaveText('"second"');

    await undo(page);
    await expect(linesOf(page)).toHaveText('"first"');
    await expect(version(page, 1)).toBeVisible();
    await undo(page);
    await expect(linesOf(page)).toHaveText('"mine"');
    await expectConflictWith(page, server, 2, '"second"');
  });

  test('after theirs was taken and another version was shown by itself', async ({ page, server }) => {
    await typeAndConflict(page, server);
    await takeTheirs(page);
    await server.set('k', '"third"');
    await expect(linesOf(page)).toHaveText('"third"');

    await undo(page);
    await expect(linesOf(page)).toHaveText('"second"');
    await expect(version(page, 2)).toBeVisible();
    await undo(page);
    await expect(linesOf(page)).toHaveText('"mine"');
    await expectConflictWith(page, server, 3, '"third"');
  });

  test('also when Redo has led to the newer one again in between', async ({ page, server }) => {
    await typeAndConflict(page, server);
    await takeTheirs(page);
    await undo(page);
    await expect(linesOf(page)).toHaveText('"mine"');
    await redo(page);
    await expect(linesOf(page)).toHaveText('"second"');
    await expect(version(page, 2)).toBeVisible();

    await undo(page);
    await expect(linesOf(page)).toHaveText('"mine"');
    await expect(version(page, 1)).toBeVisible();
    await expectConflictWith(page, server, 2, '"second"');
  });

  test('after the text was kept on top of it', async ({ page, server }) => {
    await typeAndConflict(page, server);
    await leaveMerge(page);
    await page.getByRole('button', { name: 'Keep mine, drop their changes' }).click();
    await expect(version(page, 2)).toBeVisible();

    await undo(page);
    await expect(version(page, 1)).toBeVisible();
    await expect(pane(page, 'k')).toContainText('admin saved version 2');
    await redo(page);
    await expect(version(page, 2)).toBeVisible();
    await save(page).click();
    await expect.poll(() => server.get('k')).toBe('"mine"');
  });

  test('from where the older text can be saved on top of it', async ({ page, server }) => {
    await server.set('k', '"first"');
    await page.goto('/team/kv/k');
    await expect(linesOf(page)).toHaveText('"first"');
    await server.set('k', '"second"');
    const notice = page.getByRole('tabpanel', { name: 'Value' }).getByText('Now showing version 2 by admin');
    await expect(notice).toBeVisible();

    await undo(page);
    await expect(linesOf(page)).toHaveText('"first"');
    await expect(notice).toBeHidden();
    await page.getByRole('button', { name: 'Keep mine, drop their changes' }).click();
    await save(page).click();
    await expect.poll(() => server.get('k')).toBe('"first"');
  });

  test('after theirs was taken, which plain text cannot show', async ({ page, server }) => {
    await server.set('k', '"hello"');
    await page.goto('/team/kv/k');
    await page.getByText('Text', { exact: true }).click();
    await replaceText(page, page, 'hello mine');
    await server.set('k', '{"a":1}');
    await expectConflictWith(page, server, 2, '{"a":1}');
    await takeTheirs(page);
    await expect(version(page, 2)).toBeVisible();

    await undo(page);
    await expect(linesOf(page)).toHaveText('"hello mine"');
    await expect(version(page, 1)).toBeVisible();
    await expectConflictWith(page, server, 2, '{"a":1}');
  });

  test('after theirs was taken as plain text, and the text is looked at as JSON', async ({ page, server }) => {
    await server.set('k', '"first"');
    await page.goto('/team/kv/k');
    await replaceText(page, page, '"mine"');
    await page.getByText('Text', { exact: true }).click();
    await server.set('k', '"second"');
    await expectConflictWith(page, server, 2, '"second"');
    await takeTheirs(page);
    await page.getByText('JSON', { exact: true }).click();
    await expect(linesOf(page)).toHaveText('"second"');

    await undo(page);
    await expect(linesOf(page)).toHaveText('"mine"');
    await expect(version(page, 1)).toBeVisible();
    await expectConflictWith(page, server, 2, '"second"');
  });
});

test('a pair that comes back after it was deleted is shown as it is stored', async ({ page, server, signIn }) => {
  await signIn();
  const id = await server.set('k', '"first"');
  await page.goto('/team/kv/k');
  await replaceText(page, page, '"second"');
  await save(page).click();
  await expect(version(page, 2)).toBeVisible();
  await server.delete(id);
  await expect(page.getByText('No pair has this key.')).toBeVisible();

  await server.restore(id, 2);

  await expect(linesOf(page)).toHaveText('"second"');
  await expect(version(page, 4)).toBeVisible();
  await expect(save(page)).toBeHidden();
});
