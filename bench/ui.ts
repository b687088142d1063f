import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { findBrowser } from '../e2e/setup/find-browser.ts';
import { TestServer } from '../e2e/setup/server.ts';

/*
 * Measures what a person waits for: the first usable list, cold, on this machine and over a slower network; a search;
 * opening a value of 900 KB, and a keystroke in it. Beside it the floor: the same rows as a page without scripts.
 *
 *   npm run build && npm run bench:ui [-- PAIRS…]
 */

const UI = join(import.meta.dirname, '../dist/ui');
const RUNS = 5;
const ROW = 'table a, [role="table"] a';
/** A network that is neither fast nor near. */
const SLOW = { offline: false, latency: 50, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };

interface Load {
  /** In ms since the navigation began. */
  readonly firstPaint: number;
  readonly firstRow: number;
  /** The parts of tasks above 50 ms before the first row, in ms. */
  readonly blocked: number;
  readonly longestTask: number;
  /** Before the first row. */
  readonly requests: number;
  /** Bytes of scripts after gzip, before the first row. */
  readonly scriptBytes: number;
}

const median = (figures: readonly number[]) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
const ms = (figures: readonly number[]) => `${median(figures).toFixed(0)} ms`;

/** Watches a page from inside, because looking at it from outside would keep it busy. */
function watch(row: string): void {
  const seen = { firstRow: 0, tasks: [] as { start: number; ms: number }[] };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ start: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  requestAnimationFrame(function look() {
    // The frame in which it is first drawn.
    if (document.querySelector(row)) seen.firstRow = performance.now();
    else requestAnimationFrame(look);
  });
}

async function load(context: BrowserContext, url: string, isSlow: boolean): Promise<Load> {
  const page = await context.newPage();
  if (isSlow) await (await context.newCDPSession(page)).send('Network.emulateNetworkConditions', SLOW);
  await page.addInitScript(watch, ROW);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => (window as unknown as { seen: { firstRow: number } }).seen.firstRow > 0);
  const load = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: { firstRow: number; tasks: { start: number; ms: number }[] } };
    const tasks = seen.tasks.filter(({ start }) => start < seen.firstRow);
    const files = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < seen.firstRow);
    return {
      firstPaint: performance.getEntriesByName('first-paint')[0]?.startTime ?? 0,
      firstRow: seen.firstRow,
      blocked: tasks.reduce((sum, task) => sum + task.ms - 50, 0),
      longestTask: Math.max(0, ...tasks.map((task) => task.ms)),
      requests: files.length + 1,
      files: files.map(({ name }) => new URL(name).pathname),
    };
  });
  await page.close();
  const scripts = load.files.filter((file) => file.endsWith('.js'));
  return {
    ...load,
    scriptBytes: scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(UI, file))).length, 0),
  };
}

/** Each with an empty cache, as someone who has been here before. */
async function loadCold(browser: Browser, url: string, apiKey: string | null, isSlow: boolean): Promise<Load[]> {
  const loads: Load[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const context = await signedIn(browser, url, apiKey);
    loads.push(await load(context, apiKey === null ? url : `${url}/team/kv`, isSlow));
    await context.close();
  }
  return loads;
}

async function signedIn(browser: Browser, url: string, apiKey: string | null): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // The compiler that runs this file calls it in every function, in those for the page too.
  await context.addInitScript('globalThis.__name = (named) => named');
  if (apiKey === null) return context;
  await context.addInitScript(() => {
    try {
      localStorage.setItem('kv-signed-in', 'on');
    } catch {
      // The first document of a page has no storage.
    }
  });
  await context.request.post(`${url}/session`, { headers: { origin: url }, data: { api_key: apiKey } });
  return context;
}

function describe(loads: readonly Load[]): string {
  const of = (figure: keyof Load) => loads.map((each) => each[figure]);
  return [
    `first paint ${ms(of('firstPaint'))}`,
    `first row ${ms(of('firstRow'))}`,
    `blocked ${ms(of('blocked'))}`,
    `longest task ${ms(of('longestTask'))}`,
    `${median(of('requests'))} requests`,
    `${(median(of('scriptBytes')) / 1024).toFixed(0)} KiB of scripts (gzip)`,
  ].join(', ');
}

/** The floor: 100 rows without scripts. */
async function servePlainPage(): Promise<{ url: string; close: () => void }> {
  const rows = Array.from({ length: 100 }, (_, row) => `<tr><td><a href="#">key/${row}</a></td><td>${row}</td></tr>`);
  const html = `<!doctype html><title>Floor</title><table>${rows.join('')}</table>`;
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** From the key that finishes a search until its row is drawn. */
async function timeSearch(page: Page, server: TestServer): Promise<number[]> {
  await server.set('§/needle', '1');
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.goto(`${server.url}/team/kv`);
    await page.locator(ROW).first().waitFor();
    await page.getByLabel('Search keys').focus();
    await page.evaluate((row) => {
      const seen = { typed: 0, shown: 0 };
      Object.assign(window, { seen });
      document.addEventListener('input', () => {
        seen.typed = performance.now();
      });
      requestAnimationFrame(function look() {
        if (document.querySelector(row)?.textContent?.includes('§/needle')) seen.shown = performance.now();
        else requestAnimationFrame(look);
      });
    }, ROW);
    await page.keyboard.type('§');
    const took = await page.waitForFunction(() => {
      const { typed, shown } = (window as unknown as { seen: { typed: number; shown: number } }).seen;
      return shown > 0 ? { ms: shown - typed } : null;
    });
    times.push((await took.jsonValue())?.ms ?? 0);
  }
  return times;
}

/** A value of 900 KB: until its first line can be read, and a keystroke in it. */
async function timeLargeValue(page: Page, server: TestServer) {
  const lines = Array.from({ length: 9_500 }, (_, index) => `"${String(index).padStart(5, '0')}${'x'.repeat(88)}"`);
  await server.set('large', `[${lines.join(',')}]`);
  const readable: number[] = [];
  const opened: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.goto(`${server.url}/team/kv?q=large`);
    const link = page.getByRole('link', { name: 'large' });
    await link.waitFor();
    // The editor has been fetched.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /editor-.*js/.test(name)),
    );
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 })));
    const start = performance.now();
    await link.click();
    await page.locator('[data-value-editor]').getByText('00000xxx').first().waitFor();
    readable.push(performance.now() - start);
    await page.locator('.view-lines').getByText('00000xxx').waitFor();
    opened.push(performance.now() - start);
  }
  await page.getByRole('textbox', { name: /^Value/ }).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  const strokes: number[] = [];
  for (let stroke = 0; stroke < 40; stroke += 1) {
    const start = performance.now();
    await page.keyboard.type('1');
    // The next frame shows the character.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
    strokes.push(performance.now() - start);
  }
  return { readable, opened, strokes };
}

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
const floor = await servePlainPage();
console.log(`floor: ${describe(await loadCold(browser, floor.url, null, false))}`);
const slowFloor = median((await loadCold(browser, floor.url, null, true)).map(({ firstRow }) => firstRow));
floor.close();

const counts = process.argv.slice(2).map(Number);
for (const pairs of counts.length > 0 ? counts : [100, 100_000]) {
  const server = new TestServer({});
  server.seed(pairs);
  await server.start();
  console.log(`${pairs} pairs: ${describe(await loadCold(browser, server.url, TestServer.apiKey, false))}`);
  const slow = median((await loadCold(browser, server.url, TestServer.apiKey, true)).map(({ firstRow }) => firstRow));
  console.log(
    `  at 50 ms and 10 Mbit/s: first row ${slow.toFixed(0)} ms, ${(slow / slowFloor).toFixed(1)} × the floor (${slowFloor.toFixed(0)} ms)`,
  );
  const context = await signedIn(browser, server.url, TestServer.apiKey);
  const page = await context.newPage();
  console.log(`  search ${ms(await timeSearch(page, server))}`);
  if (pairs === 100) {
    const { readable, opened, strokes } = await timeLargeValue(page, server);
    strokes.sort((a, b) => a - b);
    console.log(
      `  900 KB value: can be read after ${ms(readable)}, edited after ${ms(opened)}, a keystroke p95 ${strokes[37]?.toFixed(0)} ms`,
    );
  }
  await context.close();
  await server.remove();
}
await browser.close();
