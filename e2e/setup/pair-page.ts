import type { Page, Route } from 'playwright/test';

export const pane = (page: Page, key: string) => page.getByRole('region', { name: `Pair ${key}`, exact: true });
export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

/** Asks whether to delete the open pair, from its menu. */
export async function askToDelete(page: Page, key: string): Promise<void> {
  await pane(page, key).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
}

/** Asks whether to delete a pair of the list, with the keyboard: the focus returns to its row. */
export const askToDeleteRow = (page: Page, key: string) =>
  page.getByRole('link', { name: key, exact: true }).press('Delete');

/** Gives the page no stream of changes, so that it polls. */
export const withoutStream = (page: Page) =>
  page.route('**/graphql', async (route) => {
    const isStream = route.request().headers().accept?.startsWith('text/event-stream');
    if (isStream) await route.fulfill({ status: 502, body: 'no streams here' });
    else await route.fallback();
  });

/** Stops the page from polling, so that it learns of changes only from the stream. */
export const withoutPolling = (page: Page) =>
  page.addInitScript(() => {
    const { setInterval } = window;
    const shortOnly = (...[handler, ms = 0, ...rest]: Parameters<typeof setInterval>) =>
      ms >= 5_000 ? 0 : setInterval(handler, ms, ...rest);
    window.setInterval = shortOnly as typeof setInterval;
  });

/** Keeps files of the page from arriving, by a pattern of their addresses, until the returned function is called. */
export async function holdFiles(page: Page, pattern: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Keeps the requests of one operation from the server, until they are continued. */
export async function hold(page: Page, operation: string): Promise<Route[]> {
  const held: Route[] = [];
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(operation)) held.push(route);
    else await route.fallback();
  });
  return held;
}

/**
 * The documents of the writes that a page has sent since, as they were sent. That nothing was written can only be said
 * once a later write has been answered.
 */
export function recordWrites(page: Page): readonly string[] {
  const writes: string[] = [];
  page.on('request', (request) => {
    const body = request.url().endsWith('/graphql') ? request.postData() : null;
    if (body?.includes('mutation')) writes.push(body);
  });
  return writes;
}

/** The names of the queries that a page has sent since. */
export function recordQueries(page: Page): readonly string[] {
  const names: string[] = [];
  page.on('request', (request) => {
    const name = /\bquery (\w+)/.exec(request.postData() ?? '')?.[1];
    if (name !== undefined) names.push(name);
  });
  return names;
}
