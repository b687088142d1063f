import { expect } from '../fixtures.ts';
import { cancel, close, newPair } from './common.ts';
import { button, choose, type DialogCase, dialog, field, press } from './walk.ts';

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
    open: async (page) => {
      await press(newPair)(page);
      await choose('Delete etl/next')(page);
      await expect(cancel(page)).toBeFocused();
      await choose('Delete')(page);
    },
    dialog: dialog('Room for a new pair'),
    first: (page) => page.getByRole('dialog').getByRole('button', { name: 'New pair' }),
    results: [{ by: 'closing', act: (page) => page.keyboard.press('Escape'), focus: newPair }],
  },
];
