import { type BrowserContext, test as base, expect } from 'playwright/test';
import { TestServer } from './server.ts';
import { ServerHost } from './server-host.ts';

interface Options {
  /** Settings of the server for this test, for example `{ KV_LICENSE_PAIRS: '2' }`. */
  serverEnv: Readonly<Record<string, string>>;
}

interface WorkerFixtures {
  /** Runs the servers of the tests of a worker, one after the other. */
  serverHost: ServerHost;
}

interface Fixtures {
  /** A server of the test's own, on a database of its own: nothing to clean up, nothing shared. */
  server: TestServer;
  /** Signs the browser in, as the session that the sign-in page starts would. */
  signIn: () => Promise<void>;
  /** Fails the test when the page talked to anyone but its server, or did what its policy forbids. */
  originGuard: undefined;
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  serverEnv: [{}, { option: true }],

  serverHost: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed.
    async ({}, use) => {
      const host = new ServerHost();
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],

  server: async ({ serverEnv, serverHost }, use) => {
    const server = new TestServer(serverEnv, serverHost);
    await server.start();
    await use(server);
    await server.remove();
  },

  baseURL: async ({ server }, use) => use(server.url),

  signIn: async ({ context, server }, use) => {
    await use(() => signIn(context, server));
  },

  originGuard: [
    async ({ context, baseURL }, use) => {
      const foreign: string[] = [];
      const violations: string[] = [];
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol !== 'data:' && protocol !== 'blob:' && origin !== baseURL) foreign.push(request.url());
      });
      context.on('console', (message) => {
        if (/content security policy/i.test(message.text())) violations.push(message.text());
      });
      context.on('weberror', (error) => violations.push(String(error.error())));
      await use(undefined);
      expect(foreign, 'requests that left the origin').toEqual([]);
      expect(violations, 'violations and uncaught errors of the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

async function signIn(context: BrowserContext, server: TestServer): Promise<void> {
  const response = await context.request.post(`${server.url}/session`, {
    headers: { origin: server.url },
    data: { api_key: TestServer.apiKey },
  });
  expect(response.status()).toBe(204);
}
