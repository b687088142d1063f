import { expect } from '../fixtures.ts';
import { TestServer } from '../server.ts';
import { cancel, close, editor, KEY, more, PAIR, type } from './common.ts';
import { button, choose, type DialogCase, dialog, field, link, press } from './walk.ts';

/** Of the open pair "etl/cursor", of two versions; the last cases rename it and delete "etl/next". */
export const PAIR_DIALOGS: readonly DialogCase[] = [
  {
    file: 'VersionDialog.tsx',
    name: 'a version',
    path: `${PAIR}?tab=history`,
    open: press(button('Show what version 2 changed')),
    dialog: dialog('Version 2'),
    first: close,
    back: button('Show what version 2 changed'),
    cancel: 'Close',
    results: [
      {
        by: 'restoring it, and leaving that',
        focus: button('Show what version 2 changed'),
        act: async (page) => {
          await choose('Restore version 1')(page);
          await expect(cancel(page)).toBeFocused();
          await page.keyboard.press('Escape');
        },
      },
    ],
  },
  {
    file: 'RestoreVersionDialog.tsx',
    name: 'restoring a version',
    path: `${PAIR}?tab=history`,
    open: press(button('Restore version 1')),
    dialog: dialog('Restore version 1?'),
    first: cancel,
    back: button('Restore version 1'),
    cancel: 'Cancel',
    results: [{ by: 'restoring', act: choose('Restore'), focus: button('Restore version 1') }],
  },
  {
    file: 'SessionDialog.tsx',
    name: 'signing in again',
    path: PAIR,
    before: async (page) => {
      await type(page);
      await page.context().clearCookies();
    },
    open: press(editor, 'ControlOrMeta+s'),
    dialog: dialog('Sign in to continue'),
    first: field('API key'),
    results: [
      {
        by: 'signing in',
        focus: editor,
        act: async (page) => {
          await page.keyboard.type(TestServer.apiKey);
          await page.keyboard.press('Enter');
        },
      },
    ],
  },
  {
    file: 'RenameDialog.tsx',
    name: 'renaming the open pair',
    path: PAIR,
    open: async (page) => {
      await press(more)(page);
      await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
    },
    dialog: dialog(`Rename “${KEY}”`),
    first: field('New key'),
    back: more,
    cancel: 'Cancel',
    results: [
      {
        by: 'renaming',
        focus: more,
        act: async (page) => {
          await page.keyboard.press('End');
          await page.keyboard.type('3');
          await page.keyboard.press('Enter');
        },
      },
    ],
  },
  {
    file: 'DeletePairDialog.tsx',
    name: 'deleting the open pair',
    path: '/team/kv/etl%2Fnext',
    open: press(more, 'Delete'),
    dialog: dialog('Delete “etl/next”?'),
    first: cancel,
    back: more,
    cancel: 'Cancel',
    results: [{ by: 'deleting', act: choose('Delete'), focus: link('models/churn') }],
  },
];
