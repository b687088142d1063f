import type { Page } from 'playwright/test';
import { editorOf, replaceText } from '../editor.ts';
import { expect } from '../fixtures.ts';
import { askToDeleteRow } from '../pair-page.ts';
import { cancel, close, firstItem, KEY, menu, newPair } from './common.ts';
import { button, choose, type DialogCase, dialog, field, link, press } from './walk.ts';

const row = link(KEY);
const nextRow = link('etl/next');

const fillNewPair = async (page: Page) => {
  await editorOf(page.getByRole('dialog')).waitFor();
  await replaceText(page, page.getByRole('dialog'), '1');
  await expect(button('Create pair')(page)).not.toHaveAttribute('aria-disabled');
};

/** The pairs are "etl/cursor", of two versions, "etl/next" and "models/churn". */
export const LIST_DIALOGS: readonly DialogCase[] = [
  {
    file: 'NewPairDialog.tsx',
    name: 'New pair',
    path: '/team/kv',
    open: press(newPair),
    dialog: dialog('New pair'),
    first: field('Key'),
    back: newPair,
    cancel: 'Cancel',
    results: [
      {
        by: 'creating with the keys',
        focus: link('made/one'),
        act: async (page) => {
          await page.keyboard.type('made/one');
          await fillNewPair(page);
          await page.keyboard.press('ControlOrMeta+Enter');
        },
      },
      {
        by: 'creating with the button',
        focus: link('made/two'),
        act: async (page) => {
          await page.keyboard.type('made/two');
          await fillNewPair(page);
          await choose('Create pair')(page);
        },
      },
    ],
  },
  {
    file: 'RenameDialog.tsx',
    name: 'Rename',
    path: '/team/kv',
    open: press(row, 'F2'),
    dialog: dialog(`Rename “${KEY}”`),
    first: field('New key'),
    back: row,
    cancel: 'Cancel',
    results: [
      {
        by: 'renaming',
        focus: link('etl/cursor2'),
        act: async (page) => {
          await page.keyboard.press('End');
          await page.keyboard.type('2');
          await page.keyboard.press('Enter');
        },
      },
    ],
  },
  {
    file: 'DeletePairDialog.tsx',
    name: 'Delete',
    path: '/team/kv',
    open: (page) => askToDeleteRow(page, 'etl/next'),
    dialog: dialog('Delete “etl/next”?'),
    first: cancel,
    back: nextRow,
    cancel: 'Cancel',
    results: [{ by: 'deleting', act: choose('Delete'), focus: link('made/one') }],
  },
  {
    file: 'DeletePairDialog.tsx',
    name: 'Already deleted',
    path: '/team/kv',
    open: async (page, server) => {
      const id = await server.set('made/one', '1');
      await askToDeleteRow(page, 'made/one');
      await expect(cancel(page)).toBeFocused();
      await server.delete(id);
      await choose('Delete')(page);
    },
    dialog: dialog('Already deleted'),
    first: close,
    results: [{ by: 'closing', act: choose('Close'), focus: link('made/two') }],
  },
  {
    file: 'PairRowMenu.tsx',
    name: 'the menu of a row',
    path: '/team/kv',
    open: press(button('Actions for models/churn')),
    dialog: menu,
    first: firstItem,
    back: button('Actions for models/churn'),
    results: [
      {
        by: 'renaming, and leaving that',
        focus: button('Actions for models/churn'),
        act: async (page) => {
          await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
          await expect(field('New key')(page)).toBeFocused();
          await page.keyboard.press('Escape');
        },
      },
    ],
  },
  {
    file: 'ShortcutsDialog.tsx',
    name: 'Keyboard shortcuts',
    path: '/team/kv',
    open: press(link('models/churn'), '?'),
    dialog: dialog('Keyboard shortcuts'),
    first: (page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }),
    back: link('models/churn'),
    cancel: 'Close',
  },
];
