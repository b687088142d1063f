import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright/test';
import { replaceText } from '../setup/editor.ts';
import { findBrowser } from '../setup/find-browser.ts';
import { TestServer } from '../setup/server.ts';
import { ServerHost } from '../setup/server-host.ts';

/*
 * `npm run screenshots` shows the page of the built server in 22 states, light and dark, wide and on a phone, as files
 * in `screenshots`, for people to look at; after `--` only the named ones. With `--readme` it takes the two pictures of
 * the README instead.
 */

const VALUES: Readonly<Record<string, string>> = {
  'alerts/risk/eu': '21.5',
  'config/feature-flags': '{"beta":true,"dark":false,"limit":12}',
  'deploy/tls.pem': JSON.stringify('-----BEGIN CERTIFICATE-----\nMIIBszCCARygAwIB\n-----END CERTIFICATE-----\n'),
  'etl/cursor': '"2026-11-26T02:14:09Z"',
  'etl/last-run': '{"source":{"host":"db-8","port":5432},"batch_size":500,"ok":true,"rows":120394}',
  'jobs/nightly/enabled': 'true',
  'jobs/weekly/enabled': 'false',
  'limits/rows': '12345678901234567890',
  'models/churn/auc': '0.8731',
  'models/churn/note': 'null',
  regions: '["eu-west-1","us-east-1","ap-south-1"]',
  'reports/summary': '{"title":"Summary","pages":[1,2,3],"owner":"maria","draft":true,"tags":["q4"]}',
  'sql/top-customers': JSON.stringify('select *\nfrom customers\norder by revenue desc\nlimit 10'),
  'team/on-call': '"maria@example.com"',
};

interface Shot {
  readonly name: string;
  /** Brings the page to the state. */
  readonly show: (page: Page, server: TestServer) => Promise<unknown>;
}

const open = async (page: Page, address: string, text: string | RegExp) => {
  await page.goto(address);
  await page.getByText(text).first().waitFor();
};
const openPair = async (page: Page, key: string) => {
  await page.goto(`/team/kv/${encodeURIComponent(key)}`);
  await page.locator('.view-line').first().waitFor();
};
const dialog = (page: Page) => page.getByRole('dialog').waitFor();
const press = async (page: Page, button: string | RegExp) => {
  await page.getByRole('button', { name: button }).first().click();
  await dialog(page);
};

const SHOTS: readonly Shot[] = [
  { name: 'list', show: (page) => open(page, '/team/kv', 'etl/cursor') },
  { name: 'search', show: (page) => open(page, '/team/kv?q=etl', 'etl/cursor') },
  { name: 'no-match', show: (page) => open(page, '/team/kv?q=nothing', 'No keys match') },
  { name: 'pair', show: (page) => openPair(page, 'etl/last-run') },
  { name: 'text', show: (page) => openPair(page, 'sql/top-customers') },
  {
    name: 'mistake',
    show: async (page) => {
      await openPair(page, 'etl/last-run');
      await replaceText(page, page, '{"source": db-8}');
      await page.getByText('Valid JSON').waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'menu',
    show: async (page) => {
      await openPair(page, 'etl/last-run');
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    },
  },
  {
    name: 'history',
    show: async (page) => {
      await page.goto('/team/kv/etl%2Flast-run?tab=history');
      await page.getByRole('list', { name: 'Versions' }).getByText('batch_size').first().waitFor();
    },
  },
  {
    name: 'use-it',
    show: async (page) => {
      await page.goto('/team/kv/etl%2Flast-run?tab=use');
      await page.getByText('KV_API_KEY').first().waitFor();
    },
  },
  { name: 'no-pair', show: (page) => open(page, '/team/kv/not-there', 'No pair has this key.') },
  {
    name: 'new-pair',
    show: async (page) => {
      await open(page, '/team/kv', 'etl/cursor');
      await press(page, 'New pair');
    },
  },
  {
    name: 'delete',
    show: async (page) => {
      await openPair(page, 'limits/rows');
      await page.getByRole('region', { name: 'Pair limits/rows' }).press('Delete');
      await dialog(page);
    },
  },
  {
    name: 'conflict',
    show: async (page, server) => {
      await openPair(page, 'config/feature-flags');
      await replaceText(page, page, '{"beta": true, "dark": true, "limit": 12}');
      await server.set('config/feature-flags', `{"beta":true,"dark":"system","limit":${Math.random()}}`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog(page);
    },
  },
  {
    name: 'shortcuts',
    show: async (page) => {
      await openPair(page, 'limits/rows');
      await page.getByRole('region', { name: 'Pair limits/rows' }).press('?');
      await dialog(page);
    },
  },
  { name: 'deleted', show: (page) => open(page, '/team/kv?deleted=1', 'old/settings') },
  { name: 'activity', show: (page) => open(page, '/team/activity', 'batch_size') },
  { name: 'api-keys', show: (page) => open(page, '/team/api-keys', 'admin') },
  {
    name: 'api',
    show: async (page) => {
      await open(page, '/api', 'ListPairs');
      await page.getByRole('textbox', { name: 'Answer' }).waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('region', { name: 'Answer' }).getByText('"data"').waitFor();
    },
  },
  {
    name: 'api-reference',
    show: async (page) => {
      await open(page, '/api', 'ListPairs');
      await page.getByRole('button', { name: 'Docs' }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).click();
    },
  },
  { name: 'not-found', show: (page) => open(page, '/team/nothing', 'Page not found') },
  {
    name: 'failing',
    show: async (page) => {
      await open(page, '/team/kv', 'etl/cursor');
      await page.route('**/graphql', (route) => route.abort());
      await page.getByText('The server does not answer').waitFor();
    },
  },
];

async function startServer(values: Readonly<Record<string, string>>): Promise<TestServer> {
  const server = new TestServer({ KV_LICENSE_PAIRS: '50' }, new ServerHost());
  await server.start();
  for (const [key, text] of Object.entries(values)) await server.set(key, text);
  if (Object.keys(values).length === 0) return server;
  await server.set('etl/last-run', (values['etl/last-run'] ?? '').replace('500', '2500'));
  await server.delete(await server.set('old/settings', '{"retries":3}'));
  return server;
}

async function openPage(browser: Browser, server: TestServer, scheme: 'light' | 'dark', width: number) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 900 },
    colorScheme: scheme,
    baseURL: server.url,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const data = { api_key: TestServer.apiKey };
  await context.request.post('/session', { headers: { origin: server.url }, data });
  return context.newPage();
}

async function take(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: 'disabled' });
  process.stdout.write(`${path}\n`);
}

const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
const servers = [await startServer(VALUES), await startServer({})] as const;
const [full, empty] = servers;
if (process.argv.includes('--readme')) {
  for (const scheme of ['light', 'dark'] as const) {
    const page = await openPage(browser, full, scheme, 1280);
    await openPair(page, 'etl/last-run');
    await take(page, `e2e/screenshots/kv-store-${scheme}.png`);
  }
} else {
  const chosen = process.argv.slice(2);
  mkdirSync('screenshots', { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      const shots: readonly (Shot & { readonly server: TestServer })[] = [
        { name: 'empty', show: (page) => open(page, '/team/kv', 'No pairs yet'), server: empty },
        ...SHOTS.map((shot) => ({ ...shot, server: full })),
      ];
      for (const { name, show, server } of shots) {
        if (chosen.length > 0 && !chosen.includes(name)) continue;
        const page = await openPage(browser, server, scheme, width);
        await show(page, server);
        await take(page, `screenshots/${name}-${scheme}-${width}.png`);
        await page.context().close();
      }
    }
  }
}
await browser.close();
for (const server of servers) await server.remove();
process.exit();
