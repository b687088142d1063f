import { gzipSync } from 'node:zlib';
import type { Request } from 'playwright/test';
import { editorOf } from './setup/editor.ts';
import { expect, test } from './setup/fixtures.ts';
import { holdFiles, recordQueries } from './setup/pair-page.ts';

/** Bytes after gzip, without the editor. */
const MOST_INITIAL_SCRIPT = 170 * 1_024;
const MOST_REQUESTS = 12;

test('the first list needs few scripts, few requests, and no question to the server', async ({
  page,
  server,
  signIn,
}) => {
  await server.set('first', '1');
  await signIn();
  // What the page fetches ahead once it is idle, the editor above all, is not what the list waits for.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));

  await page.goto('/team/kv');
  await page.getByRole('link', { name: 'first' }).waitFor();
  const needed = [...requests];
  const paths = needed.map((request) => new URL(request.url()).pathname);

  expect(paths).not.toContain('/graphql');
  expect(paths.length).toBeGreaterThan(2);
  expect(paths.length).toBeLessThanOrEqual(MOST_REQUESTS);
  const scripts = needed.filter((_request, index) => paths[index]?.endsWith('.js'));
  const bodies = await Promise.all(scripts.map(async (script) => (await script.response())?.body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body ?? '').length, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(MOST_INITIAL_SCRIPT);
});

test('the rest of the page comes in few files, the editor last', async ({ page, server, signIn }) => {
  await server.set('first', '1');
  await signIn();
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  await page.goto('/team/kv');
  await expect.poll(() => files.some((file) => /editor-.*\.js$/.test(file))).toBe(true);
  const scripts = files.filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeLessThan(10);
  expect(scripts.at(-1)).toMatch(/editor-.*\.js$/);
});

test('the editor runs once a mouse or a key is used, and not while nobody does anything', async ({ page, signIn }) => {
  await signIn();
  const editorHasCome = page.waitForResponse(/editor-.*\.js$/);
  await page.goto('/team/kv');
  await (await editorHasCome).finished();
  // What runs the editor brings its styles first.
  const styles = page.locator('link[rel=stylesheet][href*="/editor-"]');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await expect(styles).toHaveCount(0);

  await page.mouse.move(300, 300);
  await expect(styles).toHaveCount(1);
});

test('a value can be read before the editor has come, where the editor shows it; what is typed is kept', async ({
  page,
  server,
  signIn,
}) => {
  await server.set('etl/cursor', '{"at":12,"source":"warehouse"}');
  await signIn();
  const release = await holdFiles(page, '**/assets/editor-*.js');
  await page.goto('/team/kv/etl%2Fcursor');
  const pane = page.getByRole('region', { name: 'Pair etl/cursor' });
  const plain = pane.getByText('"source": "warehouse"');
  await expect(plain).toBeVisible();
  await expect(editorOf(page)).toHaveCount(0);
  const before = await plain.boundingBox();
  await plain.click();
  await page.keyboard.type('[');

  release();
  await expect(pane.locator('.view-line').first()).toHaveText('[{');
  const line = pane.locator('.view-line', { hasText: 'warehouse' });
  // Monaco draws its lines anew when it likes, and a line that is being replaced has no place.
  await expect
    .poll(async () => Math.abs((before?.y ?? 0) - ((await line.boundingBox())?.y ?? Infinity)))
    .toBeLessThan(8);
});

test('the history reads the versions on the screen with one request', async ({ page, server, signIn }) => {
  await signIn();
  for (let run = 1; run <= 8; run += 1) await server.set('a', `{"run":${run}}`);
  const asked = recordQueries(page);
  await page.goto('/team/kv/a?tab=history');

  await expect(page.getByText(/^run: /)).toHaveCount(7);
  expect(asked.filter((operation) => operation.startsWith('GetVersion'))).toEqual(['GetVersions']);
});
