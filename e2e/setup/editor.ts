import type { Locator, Page } from 'playwright/test';

/** The text field of the editor; Monaco keeps only the lines on the screen in the document. */
export const editorOf = (scope: Page | Locator): Locator => scope.getByRole('textbox', { name: /^Value/ });

/** The lines that the editor shows. */
export const linesOf = (scope: Page | Locator): Locator => scope.locator('.view-lines');

/** Replaces the whole text, as a person would: select all, delete, paste. */
export async function replaceText(page: Page, scope: Page | Locator, text: string): Promise<void> {
  await editorOf(scope).focus();
  await page.keyboard.press('ControlOrMeta+a');
  // A typed brace would surround the selection.
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}
