import type { BrowserContext, Page } from 'playwright/test';

export const restore = (page: Page) => page.getByRole('button', { name: 'Restore draft', exact: true });
export const offer = (page: Page) => page.getByText(/^Unsaved draft from/);

interface KeptDraft {
  readonly id: string;
  readonly json: string;
  readonly base: { readonly version: number } | null;
}

/** The drafts that this browser keeps. */
const readDrafts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<KeptDraft[]>((resolve, reject) => {
        const opening = indexedDB.open('kv-drafts');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('drafts')) return resolve([]);
          const reading = database.transaction('drafts').objectStore('drafts').getAll();
          reading.onsuccess = () => {
            database.close();
            resolve(reading.result as KeptDraft[]);
          };
        };
      }),
  );

export const keptTexts = async (page: Page) => (await readDrafts(page)).map(({ json }) => json);

/** Of the editors that they were typed in. */
export const keptIds = async (page: Page) => (await readDrafts(page)).map(({ id }) => id);

/** The versions that the drafts are based on. */
export const keptBases = async (page: Page) => (await readDrafts(page)).map(({ base }) => base?.version);

/** Closes the page as a crash does: it is asked nothing. */
export async function crash(page: Page, context: BrowserContext): Promise<Page> {
  await page.close({ runBeforeUnload: false });
  return await context.newPage();
}
