import type { Locator } from 'playwright/test';
import { editorOf, linesOf } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { pane } from './setup/pair-page.ts';

test('the editor takes a dropped file, and the list takes one as a new pair', async ({ page, server, signIn }) => {
  await signIn();
  const dropOn = async (target: Locator, name: string, content: string) => {
    const dataTransfer = await page.evaluateHandle(
      ([fileName = '', text = '']) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], fileName));
        return transfer;
      },
      [name, content],
    );
    await target.dispatchEvent('drop', { dataTransfer });
  };
  await server.set('config', '{"a":1}');
  await page.goto('/team/kv/config');
  await expect(editorOf(page)).toBeVisible();
  await dropOn(page.locator('[data-value-editor]'), 'config.json', '{"a":1.0}');
  await expect(pane(page, 'config').getByText('Unsaved changes', { exact: true })).toBeVisible();
  await expect(linesOf(page)).toContainText('1.0');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(linesOf(page)).not.toContainText('1.0');

  await dropOn(page.getByRole('table', { name: 'Pairs' }), 'tls.pem', '-----BEGIN\nabc\n');
  const dialog = page.getByRole('dialog', { name: 'New pair' });
  await expect(dialog.getByRole('textbox', { name: 'Key' })).toHaveValue('tls.pem');
  await expect(linesOf(dialog)).toContainText('abc');
  await dialog.getByRole('button', { name: 'Create pair' }).click();
  await expect.poll(() => server.get('tls.pem')).toBe('"-----BEGIN\\nabc\\n"');
});
