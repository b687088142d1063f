import type { Page } from 'playwright/test';
import { linesOf, replaceText } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { hold, pane, save } from './setup/pair-page.ts';
import type { TestServer } from './setup/server.ts';

const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'Not saved yet.' });

test.beforeEach(({ signIn }) => signIn());

interface Case {
  readonly operation: string;
  readonly begin: (page: Page, server: TestServer) => Promise<void>;
  readonly isDone: (server: TestServer) => Promise<boolean>;
}

const dialog = (page: Page) => page.getByRole('dialog');

const CASES: Readonly<Record<string, Case>> = {
  'a save': {
    operation: 'SetPair',
    begin: async (page) => {
      await page.goto('/team/kv/slow');
      await replaceText(page, page, '"typed"');
      await save(page).click();
    },
    isDone: async (server) => (await server.get('slow')) === '"typed"',
  },
  'a new pair': {
    operation: 'SetPair',
    begin: async (page) => {
      await page.goto('/team/kv');
      await page.getByRole('button', { name: 'New pair' }).click();
      await dialog(page).getByLabel('Key', { exact: true }).fill('new');
      await replaceText(page, dialog(page), '"typed"');
      await dialog(page).getByRole('button', { name: 'Create pair' }).click();
    },
    isDone: async (server) => (await server.get('new')) === '"typed"',
  },
  'a rename': {
    operation: 'RenamePair',
    begin: async (page) => {
      await page.goto('/team/kv');
      await page.getByRole('button', { name: 'Actions for slow' }).click();
      await page.getByRole('menuitem', { name: 'Rename' }).click();
      await dialog(page).getByLabel('New key').fill('renamed');
      await dialog(page).getByRole('button', { name: 'Rename' }).click();
    },
    isDone: async (server) => (await server.get('renamed')) !== undefined,
  },
  'a deletion': {
    operation: 'DeletePair',
    begin: async (page) => {
      await page.goto('/team/kv');
      await page.getByRole('button', { name: 'Actions for slow' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await dialog(page).getByRole('button', { name: 'Delete' }).click();
    },
    isDone: async (server) => (await server.get('slow')) === undefined,
  },
  'a restored version': {
    operation: 'RestorePair',
    begin: async (page, server) => {
      await server.set('slow', '"second"');
      await page.goto('/team/kv/slow?tab=history');
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click();
    },
    isDone: async (server) => (await server.version('slow')) === 3,
  },
};

for (const [name, { operation, begin, isDone }] of Object.entries(CASES)) {
  test(`${name} that is not answered says that it is not saved, until it is`, async ({ page, server }) => {
    await server.set('slow', '"first"');
    const held = await hold(page, operation);

    await begin(page, server);

    await expect(notice(page)).toBeVisible();
    expect(held).toHaveLength(1);
    expect(await isDone(server)).toBe(false);
    await held[0]?.continue();
    await expect(notice(page)).toBeHidden();
    await expect.poll(() => isDone(server)).toBe(true);
  });
}

test('a value that does not come says that the page waits for it', async ({ page, server }) => {
  await server.set('slow', '"first"');
  const held = await hold(page, 'GetPair');
  const waiting = page.getByRole('status').filter({ hasText: 'Still waiting for the server' });

  await page.goto('/team/kv/slow');

  await expect(waiting).toBeVisible();
  for (const route of held) await route.continue();
  await expect(linesOf(page)).toHaveText('"first"');
  await expect(waiting).toBeHidden();
  await expect(pane(page, 'slow')).toBeVisible();
});
