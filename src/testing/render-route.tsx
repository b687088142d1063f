import { createMemoryHistory, type RouterHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { App } from '#ui/app/App.tsx';
import { type Seed, servePage } from './serve-page.ts';
import type { TestServer } from './test-server.ts';

/** Stands in for the observer of sizes: nothing has a size in jsdom. */
class SizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

interface RenderedRoute {
  /** What the page talks to; requests that a test sends to it are those of another client. */
  readonly server: TestServer;
  readonly user: UserEvent;
  /** Where the page is. */
  readonly history: RouterHistory;
}

/**
 * Opens the whole page at `path` in jsdom, against the real server. Without a layout it has neither the rows of the
 * list nor the editor: what needs those is a browser test. A file that uses it begins with
 * `// @vitest-environment jsdom`.
 */
export async function renderRoute(path: string, seed?: Seed): Promise<RenderedRoute> {
  const { server, queryClient } = await servePage(seed);
  vi.stubGlobal('ResizeObserver', SizeObserver);
  vi.stubGlobal('matchMedia', (media: string) => Object.assign(new EventTarget(), { media, matches: false }));
  vi.stubGlobal('scrollTo', () => {});
  Element.prototype.scrollTo ??= () => {};
  const history = createMemoryHistory({ initialEntries: [path] });
  render(<App queryClient={queryClient} history={history} />);
  return { server, user: userEvent.setup(), history };
}
