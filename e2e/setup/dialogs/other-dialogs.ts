import { expect } from '../fixtures.ts';
import { button, cancel, choose, close, type DialogCase, dialog, field, link, press } from './walk-dialog.ts';

const newPair = button('New pair');
const newKey = button('New API key');
const deletedKey = button('gone/a');

/** "gone/a" to "gone/d" are deleted; "gone/b" exists again. */
export const DELETED_DIALOGS: readonly DialogCase[] = [
  {
    file: 'DeletedDialogs.tsx',
    name: 'a deleted value',
    path: '/team/kv?deleted=1',
    open: press(deletedKey),
    dialog: dialog('“gone/a” when it was deleted'),
    first: close,
    back: deletedKey,
    cancel: 'Close',
    results: [{ by: 'restoring', act: choose('Restore'), focus: button('gone/b') }],
  },
  {
    file: 'RestoreAsDialog.tsx',
    name: 'restoring a key that is taken',
    path: '/team/kv?deleted=1',
    open: press(button('Restore gone/b')),
    dialog: dialog('Not restored: the key is taken'),
    first: field('New key'),
    back: button('Restore gone/b'),
    cancel: 'Cancel',
    results: [
      {
        by: 'restoring',
        focus: button('gone/c'),
        act: async (page) => {
          await page.keyboard.press('ControlOrMeta+a');
          await page.keyboard.type('back');
          await page.keyboard.press('Enter');
        },
      },
    ],
  },
  {
    file: 'PurgeDialog.tsx',
    name: 'deleting permanently',
    path: '/team/kv?deleted=1',
    open: press(button('Delete gone/c permanently')),
    dialog: dialog('Delete “gone/c” permanently?'),
    first: cancel,
    back: button('Delete gone/c permanently'),
    cancel: 'Cancel',
    results: [{ by: 'deleting', act: choose('Delete permanently'), focus: button('gone/d') }],
  },
];

/** For two pairs, "etl/cursor" and "etl/next", there is room for two. "gone/d" is deleted. */
export const LIMIT_DIALOGS: readonly DialogCase[] = [
  {
    file: 'DeletedDialogs.tsx',
    name: 'no room to restore',
    path: '/team/kv?deleted=1',
    open: press(button('Restore gone/d')),
    dialog: dialog(/^Not restored/),
    first: close,
    back: button('Restore gone/d'),
    cancel: 'Close',
  },
  {
    file: 'LimitDialog.tsx',
    name: 'no room for a new pair',
    path: '/team/kv',
    open: press(newPair),
    dialog: dialog('Licence limit reached'),
    first: close,
    back: newPair,
    cancel: 'Close',
  },
  {
    file: 'LimitDialog.tsx',
    name: 'room for a new pair',
    path: '/team/kv',
    open: async (page, server) => {
      await press(newPair)(page, server);
      await choose('Delete etl/next')(page, server);
      await expect(cancel(page)).toBeFocused();
      await choose('Delete')(page, server);
    },
    dialog: dialog('Room for a new pair'),
    first: (page) => page.getByRole('dialog').getByRole('button', { name: 'New pair' }),
    results: [{ by: 'closing', act: (page) => page.keyboard.press('Escape'), focus: newPair }],
  },
];

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
    open: async (page, server) => {
      await press(newKey)(page, server);
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
