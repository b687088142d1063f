import { linesOf } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';

test.beforeEach(({ signIn }) => signIn());

test('a typed address opens exactly the pair that it names, also after a reload', async ({ page, server }) => {
  const keys = ['sl/a/b', 'sl/a//b', '100%', 'a/', '%E0%A4%A', '.', '..', 'a?b#c', ' 😀 '];
  for (const [index, key] of keys.entries()) await server.set(key, `"value ${index}"`);
  const typed: readonly (readonly [address: string, index: number])[] = [
    ['/team/kv/sl/a/b', 0],
    ['/team/kv/sl/a//b', 1],
    ['/team/kv/100%', 2],
    ['/team/kv/a/', 3],
    ['/team/kv/%E0%A4%A', 4],
    ['/team/kv/~.', 5],
    ['/team/kv/~..', 6],
    ['/team/kv/a%3Fb%23c', 7],
    ['/team/kv/ 😀%20', 8],
  ];
  for (const [address, index] of typed) {
    await page.goto(address);
    await expect(linesOf(page), address).toContainText(`value ${index}`.replace(' ', '\u00a0'));
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(
      (keys[index] ?? '').replaceAll(' ', '\u2423'),
    );
  }
  await page.goto('/team/kv/sl/a//b?tab=history');
  await expect(page).toHaveURL(/\/team\/kv\/sl%2Fa%2F%2Fb\?tab=history$/);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'History', selected: true })).toBeVisible();
});

test('no address with a bad value shows an error', async ({ page, server }) => {
  await server.set('a', '1');
  const list = page.getByRole('table', { name: 'Pairs' }).getByRole('link', { name: 'a', exact: true });
  for (const search of ['?q=%00', '?q=%', '?q=%ff', '?sort=nonsense&dir=7', '?unread=x&deleted=x', '?q=%ED%A0%80']) {
    await page.goto(`/team/kv${search}`);
    await expect(page.getByText(/^1 pair$|^No keys match/).first(), search).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  for (const key of ['%00', 'a%00b', 'x'.repeat(600), '%F0%9F%98%80'.repeat(300)]) {
    await page.goto(`/team/kv/${key}`);
    await expect(page.getByText('No pair has this key.'), key.slice(0, 20)).toBeVisible();
    await expect(list).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  for (const search of ['?key=%00', '?by=%00&operation=nonsense', '?key=%']) {
    await page.goto(`/team/activity${search}`);
    await expect(page.getByText('admin').first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await page.goto('/team/kv?deleted=1&q=%00');
  await expect(page.getByText('Nothing deleted recently')).toBeVisible();
  for (const address of ['/team/%', '/team/%zz/kv', '/%', '/nowhere']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    // Within the page, so that there is a way on.
    await expect(page.getByRole('link', { name: 'Activity' })).toBeVisible();
  }
});

test('keys that look the same are told apart in the list, the title and before one is created', async ({
  page,
  server,
}) => {
  await server.set('etl/run', '1');
  await server.set('etl/\u200brun', '2');
  await page.goto('/team/kv?q=%E2%80%8B');
  const row = page.getByRole('table', { name: 'Pairs' }).getByRole('link');
  await expect(row).toHaveText(['etl/⟨U+200B⟩run']);
  await expect(row).toHaveAccessibleName('etl/⟨U+200B⟩run');
  await row.click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('etl/⟨U+200B⟩run');

  await page.goto('/team/kv');
  await page.getByRole('button', { name: 'New pair' }).click();
  const dialog = page.getByRole('dialog', { name: 'New pair' });
  await dialog.getByRole('textbox', { name: 'Key' }).fill('etl/run\u00a0');
  await expect(dialog.getByText('U+00A0 (no-break space)')).toBeVisible();
  await expect(dialog.getByText('“etl/run” exists and looks nearly the same.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Key' }).fill('etl/running');
  await expect(dialog.getByText('exists and looks nearly the same')).toHaveCount(0);
  await expect(dialog.getByText('no-break space')).toHaveCount(0);
});
