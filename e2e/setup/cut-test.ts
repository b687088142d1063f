import { CuttingProxy } from './cutting-proxy.ts';
import { test } from './fixtures.ts';

/** A test whose page reaches the server through a network that can be cut. */
export const cutTest = test.extend<{ cutter: CuttingProxy }>({
  cutter: async ({ server }, use) => {
    const cutter = new CuttingProxy(server.url);
    await cutter.start();
    await use(cutter);
    await cutter.stop();
  },
  baseURL: async ({ cutter }, use) => use(cutter.url),
});
