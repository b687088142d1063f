import type { Page } from 'playwright/test';
import { cutTest } from './setup/cut-test.ts';
import type { Cut } from './setup/cutting-proxy.ts';
import { linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { askToDelete, pane, save } from './setup/pair-page.ts';

test('two presses of Save are one version', async ({ page, server, signIn }) => {
  await signIn();
  await server.set('double', '1');
  await page.goto('/team/kv/double');
  await replaceText(page, page, '2');
  await save(page).dblclick();

  await expect(pane(page, 'double').getByText('Version 2', { exact: true })).toBeVisible();
  await expect(save(page)).toBeHidden();
  expect(await server.version('double')).toBe(2);
});

/** Presses Save for as long as there is something to save: the page may learn by itself that it is saved. */
const saveUntil = (page: Page, isSaved: () => Promise<void>) =>
  expect(async () => {
    if (await save(page).isVisible()) await save(page).click({ timeout: 1_000 });
    await isSaved();
  }).toPass();

const CUTS: readonly (readonly [string, Cut])[] = [
  ['before the request', 'before'],
  ['after the request', 'during'],
  ['after the answer', 'answered'],
];

for (const [when, cut] of CUTS) {
  cutTest(
    `the network is cut ${when}: the text stays, and saving again has one effect`,
    async ({ page, server, signIn, cutter }) => {
      await signIn();
      await server.set('cut', '"stored"');
      await page.goto('/team/kv/cut');
      await replaceText(page, page, '"typed"');
      const wasCut = cutter.cut(/SetPair|GetPair/, cut);
      await save(page).click();
      await wasCut;

      await expect(pane(page, 'cut').getByRole('alert')).toContainText('Not saved yet');
      await expect(linesOf(page).getByText('"typed"')).toBeVisible();
      cutter.heal();
      await saveUntil(page, async () => expect(await server.get('cut')).toBe('"typed"'));

      await expect(pane(page, 'cut').getByText('Version 2', { exact: true })).toBeVisible();
      await expect(save(page)).toBeHidden();
      expect(await server.get('cut')).toBe('"typed"');
      expect(await server.version('cut')).toBe(2);
    },
  );

  cutTest(
    `the network is cut ${when}, and the text is changed before it is saved again`,
    async ({ page, server, signIn, cutter }) => {
      await signIn();
      await server.set('cut', '"stored"');
      await page.goto('/team/kv/cut');
      await replaceText(page, page, '"typed"');
      const wasCut = cutter.cut(/SetPair|GetPair/, cut);
      await save(page).click();
      await wasCut;
      await expect(pane(page, 'cut').getByRole('alert')).toContainText('Not saved yet');
      await replaceText(page, page, '"typed on"');
      cutter.heal();

      // What was stored without an answer is the page's own: no conflict with oneself.
      await saveUntil(page, async () => expect(await server.get('cut')).toBe('"typed on"'));
      await expect(save(page)).toBeHidden();
      expect(await server.version('cut')).toBe(cut === 'before' ? 2 : 3);
    },
  );
}

cutTest(
  'the network is cut after the answer to a new pair: creating it again makes one pair of one version',
  async ({ page, server, signIn, cutter }) => {
    await signIn();
    await page.goto('/team/kv');
    await page.getByRole('button', { name: 'New pair' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Key', { exact: true }).fill('fresh');
    await replaceText(page, dialog, '"typed"');
    const wasCut = cutter.cut(/SetPair/, 'answered');
    await dialog.getByRole('button', { name: 'Create pair' }).click();
    await wasCut;
    await expect(dialog.getByRole('alert')).toContainText('Not saved yet');
    cutter.heal();
    await expect(dialog.getByText('“fresh” already exists')).toBeVisible();
    await dialog.getByRole('button', { name: 'Create pair' }).click();

    await expect(dialog).toBeHidden();
    await expect(pane(page, 'fresh')).toBeVisible();
    expect(await server.version('fresh')).toBe(1);
  },
);

cutTest(
  'the network is cut after the request of a deletion: deleting again says what happened, and Undo is offered',
  async ({ page, server, signIn, cutter }) => {
    await signIn();
    await server.set('cut', '1');
    await page.goto('/team/kv/cut');
    await askToDelete(page, 'cut');
    const dialog = page.getByRole('dialog');
    const wasCut = cutter.cut(/DeletePair|GetPair/, 'answered');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await wasCut;
    await expect(dialog.getByRole('alert')).toContainText('Not deleted');
    cutter.heal();
    await dialog.getByRole('button', { name: 'Delete' }).click();

    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => server.get('cut')).toBe('1');
  },
);
