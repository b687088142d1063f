import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../e2e/setup/find-browser.ts';
import { TestServer } from '../e2e/setup/server.ts';

/*
 * Measures what a person waits for: the first usable list with few and with many pairs, opening a 1 MiB value, and a
 * keystroke in it.
 *
 *   npm run build && npm run bench:ui
 */

const UI = join(import.meta.dirname, '../dist/ui');
const RUNS = 5;

const median = (figures: readonly number[]) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

async function timeList(page: Page, url: string): Promise<number> {
  const start = performance.now();
  await page.goto(`${url}/team/kv`);
  await page.getByRole('table', { name: 'Pairs' }).getByRole('link').first().waitFor();
  return performance.now() - start;
}

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});

for (const pairs of [100, 100_000]) {
  const server = new TestServer({});
  server.seed(pairs);
  await server.start();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${server.url}/session`, {
    headers: { origin: server.url },
    data: { api_key: TestServer.apiKey },
  });

  const cold: number[] = [];
  /** Scripts that the page loaded before the list was usable. */
  const scripts = new Set<string>();
  for (let run = 0; run < RUNS; run += 1) {
    const page = await context.newPage();
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.add(new URL(response.url()).pathname);
    });
    cold.push(await timeList(page, server.url));
    page.removeAllListeners('response');
    await page.close();
  }
  const bytes = [...scripts].reduce((sum, name) => sum + gzipSync(readFileSync(join(UI, name))).length, 0);
  console.log(`scripts until the list is usable: ${(bytes / 1_024).toFixed(0)} KiB gzip`);
  const page = await context.newPage();
  await timeList(page, server.url);
  const rows = await page.getByRole('table', { name: 'Pairs' }).getByRole('row').count();
  console.log(
    `${pairs} pairs: first usable list ${median(cold).toFixed(0)} ms (first ${cold[0]?.toFixed(0)} ms), ${rows} rows in the document`,
  );

  if (pairs === 100) {
    const lines = Array.from({ length: 10_922 }, (_, index) => `"${String(index).padStart(5, '0')}${'x'.repeat(88)}"`);
    await server.set('large', `[${lines.join(',')}]`);
    const opened: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await page.goto(`${server.url}/team/kv?q=large`);
      await page.getByRole('link', { name: 'large' }).waitFor();
      await page.waitForLoadState('networkidle');
      const start = performance.now();
      await page.getByRole('link', { name: 'large' }).click();
      await page.locator('.view-lines').getByText('00000xxx').waitFor();
      opened.push(performance.now() - start);
    }
    const editor = page.getByRole('textbox', { name: /^Value/ });
    await editor.focus();
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
    strokes.sort((a, b) => a - b);
    console.log(`1 MiB value: opens in ${median(opened).toFixed(0)} ms, a keystroke p95 ${strokes[37]?.toFixed(0)} ms`);
  }
  await context.close();
  await server.remove();
}
await browser.close();
