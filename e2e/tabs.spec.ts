import type { BrowserContext, Page } from 'playwright/test';
import { cutTest } from './setup/cut-test.ts';
import { editorOf, linesOf, replaceText } from './setup/editor.ts';
import { expect } from './setup/fixtures.ts';
import type { TestServer } from './setup/server.ts';

/** Ten tabs with an editor each take their time on a small machine. */
const LOADED = { timeout: 60_000 };

const isLive = (page: Page) => expect(page.getByText(/^Live$/)).toBeAttached(LOADED);
const row = (page: Page, text: string) =>
  page.getByRole('table', { name: 'Pairs' }).locator('tbody').getByRole('row').filter({ hasText: text });

/** The list, and pairs in tabs of their own. */
async function openTabs(context: BrowserContext, server: TestServer, count: number): Promise<Page[]> {
  const keys = Array.from({ length: count - 1 }, (_, at) => `pair ${at + 1}`);
  await Promise.all(keys.map((key) => server.set(key, '"stored"')));
  const tabs: Page[] = [];
  for (const path of ['', ...keys.map((key) => `/${encodeURIComponent(key)}`)]) {
    const tab = await context.newPage();
    tabs.push(tab);
    await tab.goto(`/team/kv${path}`);
    await expect(path === '' ? row(tab, 'pair 1').first() : editorOf(tab)).toBeVisible(LOADED);
  }
  return tabs;
}

/** Changes every pair elsewhere, and waits until each tab shows its own. */
async function expectEveryTabToFollow(tabs: readonly Page[], server: TestServer, value: string): Promise<void> {
  const [list, ...pairs] = tabs;
  await Promise.all(pairs.map((_, at) => server.set(`pair ${at + 1}`, value)));
  for (const pair of pairs) await expect(linesOf(pair)).toHaveText(value, LOADED);
  if (list) await expect(row(list, value.slice(1, -1))).toHaveCount(pairs.length, LOADED);
}

cutTest.beforeEach(({ signIn }) => {
  cutTest.setTimeout(300_000);
  return signIn();
});

for (const count of [6, 10]) {
  cutTest(
    `${count} tabs share one stream, and what is saved in one of them is stored`,
    async ({ context, server, cutter }) => {
      const tabs = await openTabs(context, server, count);
      const last = tabs.at(-1) as Page;
      await isLive(last);

      await replaceText(last, last, '"typed"');
      await last.keyboard.press('ControlOrMeta+s');

      await expect.poll(() => server.get(`pair ${count - 1}`)).toBe('"typed"');
      for (const tab of tabs) await isLive(tab);
      await expectEveryTabToFollow(tabs, server, '"elsewhere"');
      expect(cutter.mostStreams).toBe(1);
    },
  );
}

const WITHOUT: readonly (readonly [string, () => void])[] = [
  ['locks', () => undefined],
  // Over plain http on another machine there are none.
  ['no locks', () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })],
];

for (const [name, prepare] of WITHOUT) {
  cutTest(
    `with ${name}, tabs go on when the one that leads is closed or frozen`,
    async ({ context, server, cutter }) => {
      await context.addInitScript(prepare);
      const [first, second, third, fourth] = await openTabs(context, server, 4);
      if (!first || !second || !third || !fourth) throw new Error('four are open');
      for (const tab of [first, second, third, fourth]) await isLive(tab);

      await first.close();
      await server.set('pair 2', '"first is closed"');
      await expect(linesOf(third)).toHaveText('"first is closed"', LOADED);
      for (const tab of [second, third, fourth]) await isLive(tab);

      const browser = await context.newCDPSession(second);
      await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
      await server.set('pair 1', '"while it was frozen"');
      await server.set('pair 3', '"second is frozen"');
      await expect(linesOf(fourth)).toHaveText('"second is frozen"', LOADED);
      await expect.poll(() => cutter.streams).toBe(1);

      await browser.send('Page.setWebLifecycleState', { state: 'active' });
      await expect(linesOf(second)).toHaveText('"while it was frozen"', LOADED);
      await third.close();
      await fourth.close();
      await server.set('pair 1', '"alone"');
      await expect(linesOf(second)).toHaveText('"alone"', LOADED);
      await isLive(second);
      await second.close();
      await expect.poll(() => cutter.streams).toBe(0);
    },
  );
}

cutTest('without any way to speak to other tabs each asks every few seconds', async ({ context, server, cutter }) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    Reflect.deleteProperty(window, 'BroadcastChannel');
  });
  const tabs = await openTabs(context, server, 7);
  for (const tab of tabs) await expect(tab.getByText(/^Not live/)).toBeAttached(LOADED);

  const last = tabs.at(-1) as Page;
  await replaceText(last, last, '"typed"');
  await last.keyboard.press('ControlOrMeta+s');

  await expect.poll(() => server.get('pair 6')).toBe('"typed"');
  await expectEveryTabToFollow(tabs, server, '"elsewhere"');
  expect(cutter.mostStreams).toBe(0);
});

cutTest(
  'tabs poll when there is no stream to be had, and are live once there is',
  async ({ context, server, cutter }) => {
    const isCut = cutter.cut(/FollowChanges/, 'before');
    const tabs = await openTabs(context, server, 3);
    await isCut;
    for (const tab of tabs) await expect(tab.getByText(/^Not live/)).toBeAttached(LOADED);
    await expectEveryTabToFollow(tabs, server, '"polled"');

    cutter.heal();

    for (const tab of tabs) await expect(tab.getByText(/^Live$/)).toBeAttached(LOADED);
    await expectEveryTabToFollow(tabs, server, '"live"');
    expect(cutter.mostStreams).toBe(1);
  },
);

cutTest(
  'when one tab signs out, the others say so and go on after the next sign-in',
  async ({ context, server, signIn }) => {
    const tabs = await openTabs(context, server, 3);
    const [first, second, third] = tabs;
    if (!first || !second || !third) throw new Error('three are open');
    for (const tab of tabs) await isLive(tab);

    await first.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [second, third]) await expect(tab.getByRole('dialog')).toBeVisible();

    await signIn();
    for (const tab of [second, third]) await tab.reload();
    await server.set('pair 1', '"signed in"');
    await expect(linesOf(second)).toHaveText('"signed in"');
  },
);
