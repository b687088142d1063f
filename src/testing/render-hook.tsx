import { QueryClientProvider } from '@tanstack/react-query';
import { type RenderHookResult, renderHook } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { type Seed, servePage } from './serve-page.ts';
import type { TestServer } from './test-server.ts';

interface RenderedHook<Result, Props> extends RenderHookResult<Result, Props> {
  /** What the hook talks to; requests that a test sends to it are those of another client. */
  readonly server: TestServer;
}

/**
 * Runs a hook of the page in jsdom, as within the page, against the real server. A file that uses it begins with
 * `// @vitest-environment jsdom`.
 */
export async function renderHookWithServer<Result, Props>(
  hook: (props: Props) => Result,
  initialProps: Props,
  seed?: Seed,
): Promise<RenderedHook<Result, Props>> {
  const { server, queryClient } = await servePage(seed);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </StrictMode>
  );
  return { ...renderHook(hook, { initialProps, wrapper }), server };
}
