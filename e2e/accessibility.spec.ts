import { expectNoFindings, MENU } from './setup/axe.ts';
import { editorOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';

test.describe('axe finds nothing', () => {
  test('on the sign-in page', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(page.getByRole('textbox', { name: 'API key' })).toBeVisible();
    await expectNoFindings(page);
  });

  test('on an offered draft and on the merge of a conflict', async ({ page, context, server, signIn }) => {
    await signIn();
    await server.set('both', '{"a":1,"b":[{"c":1}]}');
    await page.goto('/team/kv/both');
    await replaceText(page, page, '{"a":2,"b":[{"c":2}]}');
    await expect(page.getByText('Unsaved changes', { exact: true })).toBeVisible();
    await server.set('both', '{"a":3,"b":[]}');
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const next = await context.newPage();
    await next.goto('/team/kv/both');
    await expect(next.getByText(/^Unsaved draft from/)).toBeVisible();
    await expectNoFindings(next);

    await next.getByRole('button', { name: 'Restore draft' }).click();
    await next.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(next.getByRole('radiogroup', { name: 'a', exact: true })).toBeVisible();
    await expectNoFindings(next);
  });

  test('on the API keys and their dialogs', async ({ page, signIn }) => {
    await signIn();
    await page.goto('/team/api-keys');
    await expect(page.getByRole('table', { name: 'API keys' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Signed-in browsers' })).toBeVisible();
    await expectNoFindings(page);

    await page.getByRole('button', { name: 'New API key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('ci');
    await expectNoFindings(page);
    await page.getByRole('button', { name: 'Create key' }).click();
    await expect(page.getByRole('dialog', { name: 'API key “ci”' })).toBeVisible();
    await expectNoFindings(page);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('button', { name: 'Revoke ci' }).click();
    await expect(page.getByRole('dialog', { name: 'Revoke “ci”?' })).toBeVisible();
    await expectNoFindings(page);
  });

  test('on the empty store, the list, no match and the dialogs', async ({ page, server, signIn }) => {
    await signIn();
    await page.goto('/team/kv');
    await expect(page.getByText('set_key_value')).toBeVisible();
    await expectNoFindings(page);

    for (const key of ['etl/a', 'etl/b', 'models/c']) await server.set(key, '{"a":[1,true,null,"x"]}');
    await page.goto('/team/kv?q=etl');
    await expect(page.getByRole('table', { name: 'Pairs' }).getByRole('link')).toHaveCount(2);
    await expectNoFindings(page);

    await page.getByRole('button', { name: 'Actions for etl/a' }).click();
    await expect(page.getByRole('menuitem', { name: 'Copy key' })).toBeVisible();
    await expectNoFindings(page, MENU);
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindings(page);
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'New pair' }).click();
    await expect(editorOf(page.getByRole('dialog'))).toBeVisible();
    await expectNoFindings(page);

    await page.goto('/team/kv?q=nope');
    await expect(page.getByText('No keys match')).toBeVisible();
    await expectNoFindings(page);
  });

  test('on an open pair: valid, invalid, in conflict', async ({ page, server, signIn }) => {
    await signIn();
    await server.set('a', '{"a":[1,true,null,"x"]}');
    await page.goto('/team/kv/a');
    await expect(editorOf(page)).toBeVisible();
    await expectNoFindings(page);

    await replaceText(page, page, '{"a":}');
    await expect(page.getByText(/Line 1/)).toBeVisible();
    await expectNoFindings(page);

    await replaceText(page, page, '{"a":2}');
    await server.set('a', '3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expectNoFindings(page);
  });

  test('on how to use a pair, in every language', async ({ page, server, signIn }) => {
    await signIn();
    await server.set('a', '{"a":[1,true,null,"x"]}');
    await page.goto('/team/kv/a');
    await replaceText(page, page, '{"a":2}');
    await page.getByRole('tab', { name: 'Use it' }).click();
    for (const client of await page.getByRole('tabpanel').getByRole('radio').all()) {
      await client.check({ force: true });
      await expectNoFindings(page);
    }
  });

  test('on the page of the API: an answer, headers, the history, the docs', async ({ page, server, signIn }) => {
    await signIn();
    await server.set('a', '{"a":[1,true,null,"x"]}');
    await page.goto('/api');
    await expect(page.getByRole('textbox', { name: 'Answer' })).toBeAttached();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Answer' })).toContainText('"key": "a"');
    await expectNoFindings(page);

    await page.getByRole('tab', { name: 'Headers' }).click();
    await page.getByRole('button', { name: 'History' }).click();
    await expect(page.getByRole('menuitem')).toHaveCount(1);
    await expectNoFindings(page, MENU);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Docs' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await expect(page.getByRole('link', { name: 'key_value', exact: true }).first()).toBeVisible();
    await expectNoFindings(page);
  });

  test('on the history of a pair and its dialogs', async ({ page, server, signIn }) => {
    await signIn();
    await server.set('a', '{"a":[1,true,null,"x"]}');
    await server.set('a', '{"a":2}');
    await page.goto('/team/kv/a?tab=history');
    await expect(page.getByRole('list', { name: 'Versions' })).toContainText('→ 2');
    await expectNoFindings(page);

    await page.getByRole('button', { name: 'Show what version 2 changed' }).click();
    await expect(page.getByRole('dialog').locator('.view-lines').last()).toContainText('2');
    await expectNoFindings(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show what version 1 changed' }).click();
    await expect(page.getByRole('dialog').locator('.view-lines')).toContainText('null');
    await expectNoFindings(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindings(page);
    await page.keyboard.press('Escape');

    await server.set('b', '1');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'New key' }).fill('b');
    await expect(page.getByText('“b” already exists')).toBeVisible();
    await expectNoFindings(page);
  });

  test('on recently deleted pairs, the message of a deletion, and the activity', async ({ page, server, signIn }) => {
    await signIn();
    await page.goto('/team/kv?deleted=1');
    await expect(page.getByText('Nothing deleted recently')).toBeVisible();
    await expectNoFindings(page);

    await server.set('a', '{"a":1}');
    await server.set('a', '{"a":2,"b":1}');
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'Actions for a', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Message' })).toContainText('Deleted “a”');
    await expectNoFindings(page);

    await page.getByRole('link', { name: 'Recently deleted' }).click();
    await page.getByRole('button', { name: 'Delete a permanently' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindings(page);
    await page.keyboard.press('Escape');
    await expectNoFindings(page);

    await page.goto('/team/activity');
    await expect(page.getByText('a: 1 → 2')).toBeVisible();
    await expectNoFindings(page);
  });

  test('on a phone', async ({ page, server, signIn }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn();
    await server.set('a', '1');
    await page.goto('/team/kv');
    await expect(page.getByRole('link', { name: 'a', exact: true })).toBeVisible();
    await expectNoFindings(page);
    await page.getByRole('link', { name: 'a', exact: true }).click();
    await expect(editorOf(page)).toBeVisible();
    await expectNoFindings(page);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByText('admin through the API')).toBeVisible();
    await expectNoFindings(page);

    await server.delete(await server.set('b', '1'));
    await page.goto('/team/kv?deleted=1');
    await expect(page.getByRole('button', { name: 'Restore b' })).toBeVisible();
    await expectNoFindings(page);
    await page.goto('/team/activity');
    await expect(page.getByText('deleted', { exact: true })).toBeVisible();
    await expectNoFindings(page);
  });
});

for (const width of [320, 390, 900, 1440, 2560]) {
  test(`nothing is cut off or scrolls sideways at ${width} px`, async ({ page, server, signIn }) => {
    await page.setViewportSize({ width, height: 844 });
    await signIn();
    await server.set(
      'a-rather-long/key/that/has-to-be/cut-in-the-middle/on-narrow-screens',
      '"long enough to be cut off"',
    );
    for (const path of [
      '/team/kv',
      '/team/kv/a-rather-long%2Fkey%2Fthat%2Fhas-to-be%2Fcut-in-the-middle%2Fon-narrow-screens',
      '/team/kv/a-rather-long%2Fkey%2Fthat%2Fhas-to-be%2Fcut-in-the-middle%2Fon-narrow-screens?tab=use',
    ]) {
      await page.goto(path);
      await expect(page.getByText('long enough').filter({ visible: true }).first()).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });
}
