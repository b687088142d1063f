import type { Page } from 'playwright/test';
import { expect } from '../fixtures.ts';
import { cancel, firstItem, menu } from './common.ts';
import { button, choose, type DialogCase, dialog, field, link, press } from './walk.ts';

const newKey = button('New API key');

/** There is an API key "ci". */
export const API_KEY_DIALOGS: readonly DialogCase[] = [
  {
    file: 'CreateKeyDialog.tsx',
    name: 'New API key',
    path: '/team/api-keys',
    open: press(newKey),
    dialog: dialog('New API key'),
    first: field('Name'),
    back: newKey,
    cancel: 'Cancel',
  },
  {
    file: 'NewKeyDialog.tsx',
    name: 'the key, shown once',
    path: '/team/api-keys',
    open: async (page) => {
      await press(newKey)(page);
      await expect(field('Name')(page)).toBeFocused();
      await page.keyboard.type(`ci-${Date.now()}`);
      await page.keyboard.press('Enter');
    },
    dialog: dialog(/^API key “ci-/),
    first: button('Copy key'),
    ignoresEscape: true,
    back: newKey,
    cancel: 'I have saved it',
  },
  {
    file: 'RevokeKeyDialog.tsx',
    name: 'revoking a key',
    path: '/team/api-keys',
    open: press(button('Revoke ci')),
    dialog: dialog('Revoke “ci”?'),
    first: cancel,
    back: button('Revoke ci'),
    cancel: 'Cancel',
    results: [{ by: 'revoking', act: choose('Revoke'), focus: newKey }],
  },
];

const history = button('History');
const operations = button('Run one operation');
const query = field('Query');

/** The editors come one after the other; before the last of them there is nothing to run. */
const runOnce = async (page: Page) => {
  await expect(field('Answer')(page)).toBeAttached();
  await press(button('Run'))(page);
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('data');
};

export const API_DIALOGS: readonly DialogCase[] = [
  {
    file: 'HistoryMenu.tsx',
    name: 'the history of requests',
    path: '/api',
    before: runOnce,
    open: press(history),
    dialog: menu,
    first: firstItem,
    back: history,
    results: [{ by: 'opening a request', act: press(firstItem), focus: query }],
  },
  {
    file: 'RunButton.tsx',
    name: 'the operations of a query',
    path: '/api',
    before: async (page) => {
      await expect(field('Answer')(page)).toBeAttached();
      await query(page).focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText('query A { key_value { key } } query B { key_value { id } }');
    },
    open: press(operations),
    dialog: menu,
    first: firstItem,
    back: operations,
    results: [{ by: 'running one', act: press(firstItem), focus: operations }],
  },
];

const burger = button('Open navigation');

export const PHONE_DIALOGS: readonly DialogCase[] = [
  {
    file: 'NavigationDrawer.tsx',
    name: 'the navigation',
    path: '/team/kv',
    open: press(burger),
    dialog: dialog('Navigation'),
    first: (page) => page.getByRole('dialog').getByRole('link').first(),
    back: burger,
    results: [
      { by: 'going elsewhere', act: press(link('Activity')), focus: burger },
      {
        by: 'the help, and leaving that',
        focus: burger,
        act: async (page) => {
          await page.getByRole('dialog').getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter');
          await expect(dialog('Keyboard shortcuts')(page).getByRole('button', { name: 'Close' })).toBeFocused();
          await page.keyboard.press('Escape');
        },
      },
    ],
  },
];
