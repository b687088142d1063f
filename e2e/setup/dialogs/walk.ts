import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { expect, test } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

type Act = (page: Page, server: TestServer) => Promise<unknown>;
type Find = (page: Page) => Locator;

/** A file of the same origin that runs nothing. */
export const AWAY = '/robots.txt';

/** A way out of a dialog, and what has the focus after it. */
interface WayOut {
  readonly by: string;
  /** Works with the dialog that is open. */
  readonly act: Act;
  readonly focus: Find;
  /** Another dialog takes its place. */
  readonly follows?: boolean;
}

/** A dialog, menu or drawer, and how the focus goes through it. */
export interface DialogCase {
  /** The file that renders it. A file that renders two dialogs has two cases. */
  readonly file: string;
  readonly name: string;
  readonly path: string;
  /** What has to be done before it can be opened, on the loaded page. */
  readonly before?: Act;
  /** With the keyboard. */
  readonly open: Act;
  readonly dialog: Find;
  /** What has the focus once it is open. */
  readonly first: Find;
  /** What has the focus after it was left without a result. */
  readonly back?: Find;
  /** The button that leaves it; none if only Esc does. */
  readonly cancel?: string;
  readonly ignoresEscape?: boolean;
  /** Leads to results, so the page is loaded again before each. */
  readonly results?: readonly WayOut[];
}

export const dialog =
  (name: string | RegExp): Find =>
  (page) =>
    page.getByRole('dialog', { name, exact: true });
export const button =
  (name: string | RegExp): Find =>
  (page) =>
    page.getByRole('button', { name, exact: true });
export const link =
  (name: string): Find =>
  (page) =>
    page.getByRole('link', { name, exact: true });
export const field =
  (name: string): Find =>
  (page) =>
    page.getByRole('textbox', { name, exact: true });

export const press =
  (find: Find, key = 'Enter') =>
  (page: Page): Promise<void> =>
    find(page).press(key);

/** A button of the dialog that is open, pressed by its key; not the cross, which may have the same name. */
export const choose =
  (name: string) =>
  (page: Page): Promise<void> =>
    page.getByRole('dialog').last().getByRole('button', { name, exact: true }).last().press('Enter');

/** Says what has the focus instead. */
async function expectFocus(page: Page, expected: Locator, when: string): Promise<void> {
  const isFocused = await expect(expected)
    .toBeFocused()
    .then(() => true)
    .catch(() => false);
  const html = await page.evaluate(() => {
    const element = document.activeElement?.cloneNode(false);
    return element instanceof Element ? element.outerHTML : 'nothing';
  });
  expect.soft(isFocused, `${when}: the focus is on ${html}`).toBe(true);
}

/** Opens the dialog and leaves it in every way. */
export async function walkDialog(page: Page, server: TestServer, one: DialogCase): Promise<void> {
  const { back, cancel, results = [] } = one;

  async function load() {
    await forgetDrafts(page);
    await page.goto(one.path);
    await one.before?.(page, server);
  }

  async function open() {
    await one.open(page, server);
    await expect(one.dialog(page)).toBeVisible();
    await expectFocus(page, one.first(page), `${one.name} was opened`);
  }

  await load();
  if (back) {
    for (const way of [...(one.ignoresEscape ? [] : ['Escape']), ...(cancel ? [cancel] : [])]) {
      await test.step(`${one.name}: ${way}`, async () => {
        await open();
        if (way === 'Escape') await page.keyboard.press('Escape');
        else await choose(way)(page);
        await expect(one.dialog(page)).toHaveCount(0);
        await expectFocus(page, back(page), `${one.name}, ${way}`);
      });
    }
  }
  for (const [index, { by, act, focus, follows }] of results.entries()) {
    await test.step(`${one.name}: ${by}`, async () => {
      if (index > 0) await load();
      await open();
      await act(page, server);
      if (!follows) await expect(page.getByRole('dialog')).toHaveCount(0);
      await expectFocus(page, focus(page), `${one.name}, ${by}`);
    });
  }
}

/** Leaves the page, and removes what it has kept of unsaved texts. */
async function forgetDrafts(page: Page): Promise<void> {
  await page.goto(AWAY);
  await page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const removing = indexedDB.deleteDatabase('kv-drafts');
        removing.onsuccess = resolve;
        removing.onerror = reject;
      }),
  );
}

const UI = join(import.meta.dirname, '../../../src/ui');
const DIALOG = /<(?:Modal|Drawer|Menu|TallDialog|ValueDialog|DiffDialog)(?![\w.])/g;

/** How many dialogs, menus and drawers each file of the page renders, by the name of the file. */
export function countDialogs(): Readonly<Record<string, number>> {
  const counts = readdirSync(UI, { recursive: true, encoding: 'utf8' })
    // Not what dialogs are made of.
    .filter((path) => /(?<!\.test)\.tsx$/.test(path) && !path.startsWith(join('shared', 'dialog')))
    .map((path) => [basename(path), readFileSync(join(UI, path), 'utf8').match(DIALOG)?.length ?? 0] as const)
    .filter(([, count]) => count > 0);
  return Object.fromEntries(counts);
}
