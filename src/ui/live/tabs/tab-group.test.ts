import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TabGroup } from './tab-group.ts';
import { TestBrowser } from './test-browser.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Longer than it takes to find out that a leader is gone, and to choose another. */
const LONG_MS = 40_000;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe.each([
  ['with locks', true],
  ['without locks, as over plain http', false],
])('%s', (_, hasLocks) => {
  let browser: TestBrowser;
  beforeEach(() => {
    browser = new TestBrowser(hasLocks);
  });

  async function openTabs(count: number) {
    const tabs = Array.from({ length: count }, () => browser.open());
    await pass(3_000);
    return tabs;
  }

  const known = () => browser.tabs.map((tab) => tab.known);

  test('one of many tabs leads, and all hear every change', async () => {
    await openTabs(10);
    expect(browser.leaders).toHaveLength(1);
    expect(known()).toEqual(Array(10).fill(0));

    browser.write();
    browser.write();
    await pass(100);

    expect(known()).toEqual(Array(10).fill(2));
    expect(browser.tabs.map(({ states }) => states.at(-1))).toEqual(Array(10).fill('live'));
  });

  test.each([
    ['is closed', (one: TestBrowser) => one.leaders[0]?.group.leave()],
    ['crashes', (one: TestBrowser) => one.leaders[0] && one.crash(one.leaders[0])],
  ])('when the leader %s another continues, and nothing is lost or repeated', async (_name, end) => {
    await openTabs(4);
    browser.write();
    await pass(100);
    const [first] = browser.leaders;

    end(browser);
    browser.write();
    await pass(LONG_MS);
    browser.write();
    await pass(100);

    expect(browser.leaders).toHaveLength(1);
    expect(browser.leaders[0]).not.toBe(first);
    const others = browser.tabs.filter((tab) => tab !== first);
    expect(others.map((tab) => tab.known)).toEqual([3, 3, 3]);
    // Each read everything when it started, and not again.
    expect(others.map(({ restarts }) => restarts)).toEqual([1, 1, 1]);
  });

  test('a leader that hangs is replaced, shows that, and follows once it runs again', async () => {
    const tabs = await openTabs(3);
    const [hung] = browser.leaders;
    if (!hung) throw new Error('one leads');
    hung.isHung = true;
    browser.write();
    await pass(6_000);
    expect(tabs.filter((tab) => tab !== hung).map(({ states }) => states.at(-1))).toEqual([
      'reconnecting',
      'reconnecting',
    ]);
    await pass(LONG_MS);
    expect(browser.leaders).toHaveLength(1);

    hung.resume();
    browser.write();
    await pass(LONG_MS);

    expect(browser.leaders).toHaveLength(1);
    expect(known()).toEqual([2, 2, 2]);
    expect(tabs.map(({ states }) => states.at(-1))).toEqual(['live', 'live', 'live']);
  });

  test('a tab that was frozen catches up with exactly what it has missed', async () => {
    const tabs = await openTabs(3);
    const frozen = tabs.find((tab) => !tab.group.isLeader.get());
    frozen?.group.leave();
    for (let count = 0; count < 5; count += 1) browser.write();
    await pass(100);
    expect(frozen?.known).toBe(0);

    frozen?.group.join();
    frozen?.group.show(true);
    await pass(100);

    expect(frozen).toMatchObject({ known: 5, restarts: 1 });
  });

  test('a tab that has missed more than is kept reads everything', async () => {
    const tabs = await openTabs(2);
    const frozen = tabs.find((tab) => !tab.group.isLeader.get());
    frozen?.group.leave();
    for (let count = 0; count < 600; count += 1) browser.write();
    await pass(100);

    frozen?.group.join();
    await pass(100);

    expect(frozen).toMatchObject({ known: 600, restarts: 2 });
  });

  test('a tab that nobody looks at finds out by the next change that it has missed one', async () => {
    const tabs = await openTabs(3);
    const follower = tabs.find((tab) => !tab.group.isLeader.get());
    const channel = follower?.channel;
    if (!channel) throw new Error('it listens');
    follower?.group.show(false);
    const { onmessage } = channel;
    channel.onmessage = null;
    browser.write();
    await pass(100);
    channel.onmessage = onmessage;
    expect(follower?.known).toBe(0);

    browser.write();
    await pass(100);

    expect(follower).toMatchObject({ known: 2, restarts: 1 });
  });

  test('a tab that was frozen while the server was put back to older data finds out', async () => {
    const tabs = await openTabs(3);
    const frozen = tabs.find((tab) => !tab.group.isLeader.get());
    for (let count = 0; count < 5; count += 1) browser.write();
    await pass(100);
    frozen?.group.leave();
    browser.putBack(2);
    await pass(100);
    expect(known().toSorted()).toEqual([2, 2, 5]);

    frozen?.group.join();
    frozen?.group.show(true);
    await pass(LONG_MS);
    browser.write();
    await pass(100);

    expect(known()).toEqual([3, 3, 3]);
  });

  test('a tab that opens later reads everything once, and then hears of changes', async () => {
    await openTabs(2);
    browser.write();
    const late = browser.open();
    await pass(1_000);
    browser.write();
    await pass(100);

    expect(late).toMatchObject({ known: 2, restarts: 1 });
  });

  test('another person in the same browser shares nothing', async () => {
    const [mine] = await openTabs(1);
    const other = browser.open('team other');
    await pass(3_000);

    expect(browser.leaders).toEqual([mine, other]);
  });

  test('whatever happens to tabs, each hears of every change once, and one leads', async () => {
    const step = fc.record({
      what: fc.constantFrom('write', 'open', 'leave', 'join', 'crash', 'hang', 'resume', 'hide', 'show'),
      which: fc.nat(),
      afterMs: fc.constantFrom(0, 1, 15, 300, 1_000, 20_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        browser = new TestBrowser(hasLocks);
        browser.open();
        for (const { what, which, afterMs } of steps) {
          const tab = browser.tabs[which % browser.tabs.length];
          if (what === 'write') browser.write();
          else if (what === 'open' && browser.tabs.length < 8) browser.open();
          else if (what === 'crash' && tab && browser.tabs.length > 1) browser.crash(tab);
          else if (what === 'leave') tab?.group.leave();
          else if (what === 'join') tab?.group.join();
          else if (what === 'hang' && tab) tab.isHung = true;
          else if (what === 'resume') tab?.resume();
          else if (what === 'hide' || what === 'show') tab?.group.show(what === 'show');
          await pass(afterMs);
          if (hasLocks) expect(browser.leaders.length).toBeLessThanOrEqual(1);
        }

        for (const tab of browser.tabs) {
          tab.resume();
          tab.group.join();
          tab.group.show(true);
        }
        await pass(LONG_MS);
        browser.write();
        await pass(LONG_MS);
        expect(browser.leaders).toHaveLength(1);
        expect(known()).toEqual(browser.tabs.map(() => browser.revision));
        expect(browser.tabs.map(({ states }) => states.at(-1))).toEqual(browser.tabs.map(() => 'live'));
        for (const tab of [...browser.tabs]) browser.crash(tab);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a tab without a channel to others', () => {
  const createAlone = () => {
    const reported: unknown[] = [];
    const group = new TabGroup({
      name: 'alone',
      onChanges: (changes) => reported.push(changes?.map(({ revision }) => revision) ?? null),
      onLive: (state) => reported.push(state),
      openChannel: () => null,
      locks: undefined,
    });
    group.join();
    return { group, reported };
  };
  const change = (revision: number) => ({
    revision,
    id: 'id',
    key: 'key',
    previousKey: null,
    operation: 'update',
    version: revision,
  });

  test('polls, and never leads', async () => {
    const { group, reported } = createAlone();
    await pass(LONG_MS);

    expect(reported).toEqual(['polling']);
    expect(group.isLeader.get()).toBe(false);
  });

  test.each<[string, number[], number[], unknown]>([
    ['nothing new', [4, 3], [4, 3], []],
    ['what is new', [4, 3], [6, 5, 4, 3], [[5, 6]]],
    ['only what is new', [4, 3], [5], [[5]]],
    ['more than it can see', [4, 3], [90, 89], [null]],
    ['a server that was put back to older data', [4, 3], [2, 1], [null]],
    ['the first change of all', [], [1], [[1]]],
  ])('hears of %s', (_, before, latest, expected) => {
    const { group, reported } = createAlone();
    group.poll(null, before.map(change));
    expect(reported.splice(0)).toEqual(['polling', null]);

    group.poll(group.revision, latest.map(change));

    expect(reported).toEqual(expected);
  });

  test('an answer that is older than what it knows counts for nothing', () => {
    const { group, reported } = createAlone();
    group.poll(null, [change(4)]);
    group.poll(4, [change(5), change(4)]);
    reported.splice(0);

    group.poll(4, [change(4)]);

    expect(reported).toEqual([]);
    expect(group.revision).toBe(5);
  });
});
