import { expect, test } from './setup/fixtures.ts';
import { holdFiles } from './setup/pair-page.ts';

test('the frame of the page is there before its scripts, and leaves when the list has come', async ({
  page,
  server,
  signIn,
}) => {
  await server.set('first', '1');
  await signIn();
  await page.goto('/team/kv');
  const row = page.getByRole('link', { name: 'first' });
  const frame = page.locator('.first-paint');
  await row.waitFor();
  await expect(frame).toBeHidden();

  const release = await holdFiles(page, '**/assets/*.js');
  await page.goto('/team/kv', { waitUntil: 'commit' });
  await expect(frame.locator('.first-paint-rows')).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(0);

  release();
  await row.waitFor();
  await expect(frame).toBeHidden();
});
