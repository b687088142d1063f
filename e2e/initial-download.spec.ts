import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright/test';
import { expect, test } from './setup/fixtures.ts';

/** Bytes after gzip, without the editor. */
const MOST_INITIAL_SCRIPT = 170 * 1_024;

test('the scripts that the first list needs stay small', async ({ page, server, signIn }) => {
  await server.set('first', '1');
  await signIn();
  // What the page fetches ahead once it is idle, the editor above all, is not what the list waits for.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response);
  });

  await page.goto('/team/kv');
  await page.getByRole('link', { name: 'first' }).waitFor();
  const needed = await Promise.all(scripts.map((script) => script.body()));

  const bytes = needed.reduce((sum, script) => sum + gzipSync(script).length, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(MOST_INITIAL_SCRIPT);
});
