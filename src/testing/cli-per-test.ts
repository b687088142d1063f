import { afterEach, beforeEach } from 'vitest';
import { createTestCli, type TestCli } from './test-cli.ts';
import { API_KEY, startTestServer, type TestServer } from './test-server.ts';

/** The command line of the test that runs, and the server that it is signed in to. */
export interface CliPerTest extends Pick<TestCli, 'home' | 'run'> {
  readonly server: TestServer;
}

/** Gives each test of a file a server and a user with a home of their own, and removes them afterwards. */
export function createCliPerTest(): CliPerTest {
  let server: TestServer;
  let cli: TestCli;
  beforeEach(async () => {
    server = await startTestServer();
    cli = createTestCli({ KV_API_URL: server.url, KV_API_KEY: API_KEY });
  });
  afterEach(async () => {
    cli.remove();
    await server.stop();
  });
  return {
    get home() {
      return cli.home;
    },
    get server() {
      return server;
    },
    run: (...command) => cli.run(...command),
  };
}
