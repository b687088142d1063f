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

/** The text of each line that the editor shows, from the top: the document may have them in another order. */
export const readLines = (scope: Page | Locator): Promise<string[]> =>
  scope
    .locator('.view-line')
    .evaluateAll((lines) =>
      lines
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' ')),
    );
