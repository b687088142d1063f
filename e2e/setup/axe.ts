import axe, { type AxeResults, type ElementContext, type RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';

declare global {
  interface Window {
    axe?: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
  }
}

/** On a phone, on the smallest screen, and on a desk, where it stays. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 1440, height: 900 },
];

/** The scheme changes nothing but colours. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** A menu lies outside the regions of the page; it belongs to its button. */
export const MENU = ['[data-portal]:has([role=menu])'];

async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  // What fades has the colours of its end only at its end.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity),
  );
}

async function findFindings(page: Page, excluded: readonly string[], rules?: readonly string[]): Promise<string[]> {
  // Once per document: it takes as long as a search.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  return await page.evaluate(
    async ([exclude, values]) => {
      const results = await window.axe?.run(
        { exclude },
        { resultTypes: ['violations'], ...(values && { runOnly: { type: 'rule', values } }) },
      );
      if (!results) throw new Error('axe was not loaded');
      return results.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
    },
    [excluded.map((selector) => [selector]), rules && [...rules]] as const,
  );
}

/**
 * Expects axe to find nothing, whatever its impact, in every size and in both colour schemes. Leaves out what is inside
 * `excluded`.
 */
export async function expectNoFindings(page: Page, excluded: readonly string[] = []): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await show(page, 'light');
    expect(await findFindings(page, excluded), `light, at ${size.width} px`).toEqual([]);
    await show(page, 'dark');
    expect(await findFindings(page, excluded, COLOR_RULES), `dark, at ${size.width} px`).toEqual([]);
  }
}
