import type { Page } from 'playwright/test';
import { restore } from '../drafts.ts';
import { editorOf, replaceText } from '../editor.ts';
import { expect } from '../fixtures.ts';
import { pane } from '../pair-page.ts';
import { TestServer } from '../server.ts';
import { AWAY, button, cancel, choose, close, type DialogCase, dialog, field, link, press } from './walk-dialog.ts';

const KEY = 'etl/cursor';
const PAIR = `/team/kv/${encodeURIComponent(KEY)}`;
const row = link(KEY);
const editor = (page: Page) => editorOf(pane(page, KEY));
const more = button('More actions');
const leave = dialog('You have unsaved changes');
const menu = (page: Page) => page.getByRole('menu');
const firstItem = (page: Page) => page.getByRole('menuitem').first();

let typed = 0;

/** Types something new into the open pair. */
async function type(page: Page): Promise<void> {
  typed += 1;
  await editor(page).waitFor();
  await replaceText(page, pane(page, KEY), `{"a":"mine ${typed}","b":1}`);
  await page.getByText('Unsaved changes', { exact: true }).waitFor();
}

export const PAIR_DIALOGS: readonly DialogCase[] = [
  {
    file: 'PairActions.tsx',
    name: 'the menu of the open pair',
    path: PAIR,
    open: press(more),
    dialog: menu,
    first: firstItem,
    back: more,
    results: [
      {
        by: 'renaming, and leaving that',
        focus: more,
        act: async (page) => {
          await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
          await expect(field('New key')(page)).toBeFocused();
          await page.keyboard.press('Escape');
        },
      },
    ],
  },
  {
    file: 'NoteDialog.tsx',
    name: 'Save with a note',
    path: PAIR,
    before: type,
    open: press(editor, 'ControlOrMeta+Shift+s'),
    dialog: dialog('Save with a note'),
    first: field('Why?'),
    back: editor,
    cancel: 'Cancel',
    results: [{ by: 'saving', act: press(field('Why?')), focus: editor }],
  },
  {
    file: 'NoteDialog.tsx',
    name: 'Save with a note, by its button',
    path: PAIR,
    before: type,
    open: press(button('Add a note')),
    dialog: dialog('Save with a note'),
    first: field('Why?'),
    back: button('Add a note'),
    cancel: 'Cancel',
    results: [{ by: 'saving', act: press(field('Why?')), focus: (page) => pane(page, KEY) }],
  },
  {
    file: 'PairDiff.tsx',
    name: 'Your changes',
    path: PAIR,
    before: type,
    open: press(button('Show changes')),
    dialog: dialog('Your changes'),
    first: close,
    back: button('Show changes'),
    cancel: 'Close',
    results: [{ by: 'saving', act: choose('Save'), focus: editor }],
  },
  {
    file: 'PairDiff.tsx',
    name: 'a newer version and your text',
    path: PAIR,
    before: async (page, server) => {
      await type(page);
      await server.set(KEY, `{"a":${Date.now()},"b":1}`);
    },
    open: press(button('Show difference')),
    dialog: dialog(/^Version \d+ and your text$/),
    first: close,
    back: button('Show difference'),
    cancel: 'Close',
    results: [
      { by: 'using theirs', act: choose('Use theirs, drop mine'), focus: editor },
      { by: 'keeping mine', act: choose('Keep mine, drop their changes'), focus: editor },
    ],
  },
  {
    file: 'PairDiff.tsx',
    name: 'a draft',
    path: PAIR,
    before: async (page) => {
      await type(page);
      await page.goto(AWAY);
      await page.goto(PAIR);
      await restore(page).waitFor();
    },
    open: press(button('Show difference')),
    dialog: dialog('Saved value and your unsaved draft'),
    first: close,
    back: button('Show difference'),
    cancel: 'Close',
    results: [
      { by: 'restoring it', act: choose('Restore draft'), focus: editor },
      { by: 'discarding it', act: choose('Discard draft'), focus: editor },
    ],
  },
  {
    file: 'LeaveDialog.tsx',
    name: 'unsaved changes',
    path: PAIR,
    before: type,
    open: press(button('Close')),
    dialog: leave,
    first: button('Save and leave'),
    back: button('Close'),
    cancel: 'Keep editing',
    results: [
      { by: 'saving', act: choose('Save and leave'), focus: row },
      { by: 'keeping a draft', act: choose('Keep as draft'), focus: row },
      { by: 'discarding', act: choose('Discard'), focus: row },
    ],
  },
  {
    file: 'MergeDialog.tsx',
    name: 'a conflict',
    path: PAIR,
    before: async (page, server) => {
      await type(page);
      await server.set(KEY, `{"a":${Date.now()},"b":1}`);
      await button('Merge')(page).waitFor();
    },
    open: press(button('Merge')),
    dialog: dialog(/^Merge with version \d+$/),
    first: (page) => page.getByRole('radio', { name: /^Theirs/ }),
    back: button('Merge'),
    cancel: 'Cancel',
    results: [
      {
        by: 'merging and saving',
        focus: editor,
        act: async (page, server) => {
          await page.getByRole('radio', { name: /^Mine/ }).press(' ');
          await choose('Merge and save')(page, server);
        },
      },
      {
        by: 'editing before saving',
        focus: editor,
        act: async (page, server) => {
          await page.getByRole('radio', { name: /^Mine/ }).press(' ');
          await choose('Edit before saving')(page, server);
        },
      },
    ],
  },
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
        act: async (page, server) => {
          await choose('Restore version 2')(page, server);
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
    open: press(more, 'F2'),
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
