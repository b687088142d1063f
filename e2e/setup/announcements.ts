import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';

declare global {
  interface Window {
    announcements: string[];
  }
}

/** Writes down what a screen reader is given to say: each new text of a live region. Call it before the page opens. */
export const recordAnnouncements = (page: Page) =>
  page.addInitScript(() => {
    const LIVE = '[role=status], [role=alert], [aria-live]:not([aria-live=off])';
    const said = new WeakMap<Element, string>();
    window.announcements = [];

    new MutationObserver((mutations) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of mutations) {
        const changed = target instanceof Element ? target : target.parentElement;
        const around = changed?.closest(LIVE);
        if (around) regions.add(around);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          if (node.matches(LIVE)) regions.add(node);
          for (const region of node.querySelectorAll(LIVE)) regions.add(region);
        }
      }
      for (const region of regions) {
        if (!region.checkVisibility({ visibilityProperty: true })) continue;
        const spoken = (region as HTMLElement).innerText.replaceAll(/\s+/g, ' ').trim();
        if (spoken !== '' && said.get(region) !== spoken) window.announcements.push(spoken);
        said.set(region, spoken);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

/** Expects these texts or matchers to have been said since the page opened; a slow machine may add others. */
export async function expectSaid(page: Page, texts: readonly unknown[]): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.announcements)).toEqual(expect.arrayContaining([...texts]));
}
