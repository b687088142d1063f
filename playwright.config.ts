import { defineConfig } from 'playwright/test';
import { findBrowser } from './e2e/setup/find-browser.ts';

export default defineConfig({
  testDir: 'e2e',
  // Those of the Python client need no browser: `npm run python`.
  testIgnore: 'python/**',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // The only limits there are, ten times what is needed: a machine that is busy or slow makes no test fail.
  timeout: 240_000,
  expect: {
    timeout: 45_000,
    toMatchAriaSnapshot: { pathTemplate: 'e2e/screen-reader/{arg}{ext}' },
  },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A trace takes a quarter of the time of a test: `npx playwright test --trace on` records them where one is needed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
