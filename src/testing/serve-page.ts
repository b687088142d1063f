import type { QueryClient } from '@tanstack/react-query';
import { cleanup, configure } from '@testing-library/react';
import { onTestFinished, vi } from 'vitest';
import { createQueryClient } from '#ui/app/query-client.ts';
import { signIn } from './sign-in.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** Fills a server before the page is opened. */
export type Seed = (server: TestServer) => Promise<unknown>;

// As for every other test: a busy machine is no failure.
configure({ asyncUtilTimeout: 60_000 });

/** The real server, in memory, and jsdom signed in to it as a page that came from it. All of it ends with the test. */
export async function servePage(
  seed: Seed = async () => {},
): Promise<{ readonly server: TestServer; readonly queryClient: QueryClient }> {
  const server = await startTestServer();
  const queryClient = createQueryClient();
  onTestFinished(async () => {
    cleanup();
    queryClient.clear();
    vi.unstubAllGlobals();
    await server.stop();
  });
  await seed(server);
  vi.stubGlobal('fetch', await signedInFetch(server));
  return { server, queryClient };
}

/** A `fetch` that knows relative addresses and sends the cookie of a session. */
async function signedInFetch({ url }: TestServer): Promise<typeof fetch> {
  const send = globalThis.fetch;
  const cookie = await signIn(url);
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', url);
    headers.set('cookie', cookie);
    return send(new URL(String(input), url), { ...init, headers });
  };
}
