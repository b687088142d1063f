import { crash, keptBases, keptIds, keptTexts, offer, restore } from './setup/drafts.ts';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane, save } from './setup/pair-page.ts';

test.beforeEach(({ signIn }) => signIn());

test('what was typed is offered after a crash, and restored as one step with its base', async ({
  page,
  context,
  server,
}) => {
  await server.set('crash', '{"a":1}');
  await page.goto('/team/kv/crash');
  await replaceText(page, page, 'no  JSON at all');
  await expect.poll(() => keptTexts(page)).toEqual(['no  JSON at all']);

  const next = await crash(page, context);
  await next.goto('/team/kv/crash');
  await expect(offer(next)).toContainText('Nothing has changed since.');
  await restore(next).click();
  await expect(linesOf(next).getByText('no  JSON at all')).toBeVisible();
  await editorOf(next).focus();
  await next.keyboard.press('ControlOrMeta+z');
  await expect(next.getByText('Unsaved changes')).toBeHidden();
  await next.keyboard.press('ControlOrMeta+Shift+z');
  await expect(linesOf(next).getByText('no  JSON at all')).toBeVisible();
});

test('a draft of an older version meets the newer one: nothing is overwritten, and the two merge', async ({
  page,
  context,
  server,
}) => {
  await server.set('older', '{"a":1,"b":1}');
  await page.goto('/team/kv/older');
  await replaceText(page, page, '{"a":2,"b":1}');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  await server.set('older', '{"a":1,"b":9}');

  const next = await crash(page, context);
  await next.goto('/team/kv/older');
  await expect(offer(next)).toContainText('based on version 1. The pair is now at version 2.');
  await restore(next).click();
  await expect(
    pane(next, 'older')
      .getByText(/saved version 2/)
      .first(),
  ).toBeVisible();
  await save(next).click();

  await expect(pane(next, 'older').getByText('Version 3', { exact: true })).toBeVisible();
  expect(await server.get('older')).toBe('{"a":2,"b":9}');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('a reload right after typing loses nothing, and a saved text is not offered', async ({ page, server }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await server.set('reload', '"stored"');
  await page.goto('/team/kv/reload');
  await replaceText(page, page, '"typed"');
  await page.reload();

  await expect(offer(page)).toBeVisible();
  await restore(page).click();
  await save(page).click();
  await expect(pane(page, 'reload').getByText('Version 2', { exact: true })).toBeVisible();
  await expect.poll(() => keptTexts(page)).toEqual([]);
  await page.reload();
  await expect(linesOf(page).getByText('"typed"')).toBeVisible();
  await expect(offer(page)).toBeHidden();
});

test('leaving by choice and discarding the offer remove it', async ({ page, context, server }) => {
  await server.set('one', '1');
  await server.set('two', '2');
  await page.goto('/team/kv/one');
  await replaceText(page, page, '111');
  await expect.poll(() => keptTexts(page)).toEqual(['111']);
  await page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'two' }).click();
  await page.getByRole('button', { name: 'Discard', exact: true }).last().click();
  await expect(pane(page, 'two')).toBeVisible();
  await page.getByRole('button', { name: 'Close the message' }).click();
  await expect.poll(() => keptTexts(page)).toEqual([]);

  await replaceText(page, page, '222');
  await expect.poll(() => keptTexts(page)).toEqual(['222']);
  const next = await crash(page, context);
  await next.goto('/team/kv/two');
  await next.getByRole('button', { name: 'Discard draft' }).click();
  await expect(offer(next)).toBeHidden();
  await expect.poll(() => keptTexts(next)).toEqual([]);
});

test('leaving saves, keeps a draft or discards, and a mistake is undone', async ({ page, server }) => {
  for (const key of ['one', 'two']) await server.set(key, '"stored"');
  const leaveFor = (key: string) => page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: key }).click();
  const dialog = page.getByRole('dialog', { name: 'You have unsaved changes' });
  await page.goto('/team/kv/one');

  await replaceText(page, page, '"saved"');
  await leaveFor('two');
  await expect(dialog.getByRole('button', { name: 'Save and leave' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pane(page, 'two')).toBeVisible();
  expect(await server.get('one')).toBe('"saved"');

  // Text that cannot be saved is kept by default.
  await replaceText(page, page, '1 2');
  await leaveFor('one');
  await expect(dialog).toContainText('Fix the JSON error');
  await expect(dialog.getByRole('button', { name: 'Keep as draft' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pane(page, 'one')).toBeVisible();
  await expect.poll(() => keptTexts(page)).toEqual(['1 2']);

  await replaceText(page, page, '"by mistake"');
  await leaveFor('two');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(pane(page, 'two')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(pane(page, 'one').getByText('Unsaved changes', { exact: true })).toBeVisible();
  await expect(linesOf(page)).toContainText('"by mistake"');
});

test('leaving stays when the save asks something', async ({ page, server }) => {
  for (const key of ['one', 'two']) await server.set(key, '"stored"');
  await page.goto('/team/kv/one');
  await replaceText(page, page, '"mine"');
  await server.set('one', '"theirs"');
  await page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'two' }).click();
  await page.getByRole('button', { name: 'Save and leave' }).click();

  await expect(page.getByRole('dialog', { name: 'Merge with version 2' })).toBeVisible();
  await expect(pane(page, 'one')).toBeVisible();
  expect(await server.get('one')).toBe('"theirs"');
});

test('the difference is shown before the draft is restored', async ({ page, context, server }) => {
  await server.set('look', '"stored"');
  await page.goto('/team/kv/look');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);
  const next = await crash(page, context);
  await next.goto('/team/kv/look');
  await next.getByRole('button', { name: 'Show difference' }).click();
  const dialog = next.getByRole('dialog', { name: 'Saved value and your unsaved draft' });
  await expect(dialog.getByText('typed', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Restore draft' }).click();

  await expect(linesOf(next).getByText('"typed"')).toBeVisible();
});

test('a restored draft keeps its base from the first moment', async ({ page, context, server }) => {
  await server.set('twice', '"first"');
  await page.goto('/team/kv/twice');
  await replaceText(page, page, '"typed"');
  await expect.poll(() => keptBases(page)).toEqual([1]);
  await server.set('twice', '"second"');
  const next = await crash(page, context);
  // What is written a moment after the text has changed would hide a mistake.
  await next.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await next.goto('/team/kv/twice');
  await expect(offer(next)).toContainText('based on version 1. The pair is now at version 2.');
  const before = await keptIds(next);
  await restore(next).click();

  await expect.poll(() => keptIds(next)).not.toEqual(before);
  expect(await keptBases(next)).toEqual([1]);
});

test('a draft that nobody came back for is swept after 30 days', async ({ page, context, server }) => {
  await server.set('old', '1');
  await page.goto('/team/kv/old');
  await replaceText(page, page, '"long ago"');
  await expect.poll(() => keptTexts(page)).toHaveLength(1);

  const next = await crash(page, context);
  await next.clock.setFixedTime(Date.now() + 31 * 24 * 60 * 60 * 1_000);
  await next.goto('/team/kv/old');
  await expect.poll(() => keptTexts(next)).toEqual([]);
});
