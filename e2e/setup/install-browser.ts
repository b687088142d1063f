import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.ts';

/*
 * Makes sure that there is a Chromium before the browser tests run: one that is there, else Playwright's own, else
 * the one of the distribution. Never asks anything: it runs without standard input too.
 */

const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
const APT_GET = 'apt-get install -y --no-install-recommends';
const WAYS: readonly (readonly string[])[] = [
  ['npx', 'playwright', 'install', '--only-shell', 'chromium'],
  [...asRoot, 'sh', '-c', `apt-get update && (${APT_GET} chromium-headless-shell || ${APT_GET} chromium)`],
];

for (const [command = '', ...options] of WAYS) {
  if (findBrowser()) break;
  process.stdout.write(`No Chromium found; trying: ${[command, ...options].join(' ')}\n`);
  spawnSync(command, options, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
}

const browser = findBrowser();
if (browser) {
  process.stdout.write(`Browser tests use ${browser}\n`);
} else {
  process.stderr.write('Browser tests need Chromium: install it (for example: npx playwright install chromium).\n');
  process.exit(1);
}
