import type { Page } from 'playwright/test';
import { editorOf, replaceText } from '../editor.ts';
import { pane } from '../pair-page.ts';
import { button } from './walk.ts';

export const KEY = 'etl/cursor';
export const PAIR = `/team/kv/${encodeURIComponent(KEY)}`;

export const editor = (page: Page) => editorOf(pane(page, KEY));
export const more = button('More actions');
export const newPair = button('New pair');
export const menu = (page: Page) => page.getByRole('menu');
export const firstItem = (page: Page) => page.getByRole('menuitem').first();
export const cancel = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Cancel' });
/** The button, not the cross. */
export const close = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last();

let typed = 0;

/** Types something new into the open pair. */
export async function type(page: Page): Promise<void> {
  typed += 1;
  await editor(page).waitFor();
  await replaceText(page, pane(page, KEY), `{"a":"mine ${typed}","b":1}`);
  await page.getByText('Unsaved changes', { exact: true }).waitFor();
}
