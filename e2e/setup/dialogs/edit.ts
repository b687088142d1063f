import { restore } from '../drafts.ts';
import { expect } from '../fixtures.ts';
import { pane } from '../pair-page.ts';
import { close, editor, firstItem, KEY, menu, more, PAIR, type } from './common.ts';
import { AWAY, button, choose, type DialogCase, dialog, field, link, press } from './walk.ts';

const row = link(KEY);
const leave = dialog('You have unsaved changes');

/** Of the open pair "etl/cursor", while its value is edited. */
export const EDIT_DIALOGS: readonly DialogCase[] = [
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
        act: async (page) => {
          await page.getByRole('radio', { name: /^Mine/ }).press(' ');
          await choose('Merge and save')(page);
        },
      },
      {
        by: 'editing before saving',
        focus: editor,
        act: async (page) => {
          await page.getByRole('radio', { name: /^Mine/ }).press(' ');
          await choose('Edit before saving')(page);
        },
      },
    ],
  },
];
