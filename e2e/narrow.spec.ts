import type { Locator } from 'playwright/test';
import { editorOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDeleteRow, pane, save } from './setup/pair-page.ts';

test.beforeEach(async ({ server, signIn }) => {
  await server.set('etl/cursor', '{"a":1}');
  await signIn();
});

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error('It has no place on the page.');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

test('beside an open pair at 1024 px, New pair is on the line of the title', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.goto('/team/kv/etl%2Fcursor');
  await editorOf(pane(page, 'etl/cursor')).waitFor();

  const title = await boxOf(page.getByRole('heading', { name: 'KV Store', level: 1 }));
  const newPair = await boxOf(page.getByRole('button', { name: 'New pair' }));
  expect(newPair.y).toBeLessThan(title.bottom);
  await expect(page.getByRole('meter', { name: 'Pairs in use' })).toBeVisible();
});

test.describe('at 320 px', () => {
  test.use({ viewport: { width: 320, height: 760 } });

  test('Save is at the right end of the footer', async ({ page }) => {
    await page.goto('/team/kv/etl%2Fcursor');
    const pair = pane(page, 'etl/cursor');
    await editorOf(pair).waitFor();
    await replaceText(page, pair, '{"a":2}');
    await page.getByText('Unsaved changes', { exact: true }).waitFor();

    expect((await boxOf(save(page))).right).toBeGreaterThan(300);
  });

  test('Create pair is beside Cancel, at the right end', async ({ page }) => {
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).click();
    const create = page.getByRole('button', { name: 'Create pair' });
    await expect(create).toBeVisible();

    const [created, cancelled] = [await boxOf(create), await boxOf(page.getByRole('button', { name: 'Cancel' }))];
    expect(created.right).toBeGreaterThan(300);
    expect(created.y).toBe(cancelled.y);
  });
});

for (const width of [1440, 320]) {
  test(`a key of 433 characters is cut in the middle where it is to be deleted, at ${width} px`, async ({
    page,
    server,
  }) => {
    const key = `very/long/${'segment-of-a-key/'.repeat(24)}the-end-of-it!!`;
    expect(key).toHaveLength(433);
    await server.set(key, '1');
    await page.setViewportSize({ width, height: 760 });
    await page.goto('/team/kv');
    await askToDeleteRow(page, key);

    const title = page.getByRole('dialog').getByRole('heading');
    await expect(title).toHaveText(/^Delete “very\/long\/.{10,50}….{10,50}\/the-end-of-it!!”\?$/);
    const shown = title.locator('[translate=no]');
    const { lineHeight, size, family } = await shown.evaluate((element) => {
      const style = getComputedStyle(element);
      return {
        lineHeight: Number.parseFloat(style.lineHeight),
        size: Number.parseFloat(style.fontSize),
        family: style.fontFamily,
      };
    });
    expect(lineHeight).toBeGreaterThanOrEqual(1.3 * size);
    expect(family).toMatch(/mono/i);
    expect((await boxOf(title)).height).toBeLessThan(5 * lineHeight);
    // Whoever wants to know it in full points at it.
    await shown.hover();
    await expect(page.getByText(key, { exact: true }).last()).toBeVisible();
  });
}
