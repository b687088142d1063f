import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';
import type { TestServer } from './server.ts';

/** Keys that some language takes for something else when they are not quoted exactly. */
const NASTY_KEYS = [
  'etl/last-run',
  '-rf',
  `it's "quoted" \\ and 'again'`,
  'two\nlines\tand a tab',
  '$HOME `id` $(id) !! %s {x} *',
  'größe 😀 \u202eabc \u001b[31m',
  '?#/%2F&+',
];

/** Values in which a quote, a digit or a member is easily lost. */
const NASTY_VALUES = [
  `"it's \\"text\\" with $HOME, \`id\`\\nand lines"`,
  '{"id":12345678901234567890,"ratio":1.0,"huge":1e400,"a":1,"a":2}',
];

/** Every key, with the values by turns. */
export const NASTY_PAIRS = NASTY_KEYS.map((key, index) => ({
  key,
  value: NASTY_VALUES[index % NASTY_VALUES.length] ?? '',
}));

const pathOf = (key: string) => `/team/kv/${encodeURIComponent(key)}?tab=use`;

/** What the tab "Use it" shows for a client, by title, as a person would select it. */
export async function readSnippets(page: Page, key: string, client: string): Promise<ReadonlyMap<string, string>> {
  await page.goto(pathOf(key));
  const panel = page.getByRole('tabpanel', { name: 'Use it' });
  await panel.getByText(client, { exact: true }).click();
  await expect(panel.getByRole('radio', { name: client, exact: true })).toBeChecked();
  const snippets = new Map<string, string>();
  for (const block of await panel.locator('section').all()) {
    const title = (await block.getByRole('heading').textContent()) ?? '';
    // Not innerText, which would take lines as they are broken for the eye.
    snippets.set(/^\w+/.exec(title)?.[0] ?? '', (await block.locator('code').textContent()) ?? '');
  }
  return snippets;
}

/** A snippet that has to be there. */
export function get(snippets: ReadonlyMap<string, string>, title: string): string {
  const code = snippets.get(title);
  if (code === undefined) throw new Error(`No snippet "${title}" among ${[...snippets.keys()].join(', ')}`);
  return code;
}

/** The version of a pair; undefined when there is none. */
export async function versionOf(server: TestServer, key: string): Promise<number | undefined> {
  const answer = await server.graphqlText(
    'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { version } }',
    { key },
  );
  const { data } = JSON.parse(answer) as { data: { key_value: { version: number }[] } };
  return data.key_value[0]?.version;
}
