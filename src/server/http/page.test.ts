import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIRST_ANSWERS_ID, type FirstAnswer, firstRequests, requestName } from '#contract/page/first-requests.ts';
import { signIn } from '#testing/sign-in.ts';
import { API_KEY, SET, startTestServer, type TestServer } from '#testing/test-server.ts';

let uiDirectory: string;
let server: TestServer;

beforeEach(async () => {
  uiDirectory = await mkdtemp(join(tmpdir(), 'kv-page-'));
  await mkdir(join(uiDirectory, 'assets'));
  await writeFile(join(uiDirectory, 'index.html'), '<!doctype html><head></head><body></body>');
  for (const name of ['rest-1.js', 'rest-1.css', 'sign-in-1.js', 'editor-1.js', 'editor-1.css'])
    await writeFile(join(uiDirectory, 'assets', name), '');
  server = await startTestServer({}, { uiDirectory });
});
afterEach(async () => {
  await server.stop();
  await rm(uiDirectory, { recursive: true });
});

async function open(path: string, headers: Readonly<Record<string, string>>) {
  const response = await fetch(server.url + path, { headers });
  const html = await response.text();
  const [, json] =
    new RegExp(`<script type="application/json" id="${FIRST_ANSWERS_ID}">([^<]*)</script>`).exec(html) ?? [];
  return {
    headers: response.headers,
    html,
    answers: json === undefined ? undefined : (JSON.parse(json) as FirstAnswer[]),
  };
}

const set = (key: string, value: string) =>
  server.graphql(SET, `{"input":{"key":${JSON.stringify(key)},"value":${value}}}`);

test('the page comes with the answers that it would ask for first', async () => {
  await set('etl/a', '{"long":12345678901234567890.10}');
  await set('etl/b', '"</script><!--"');
  await set('other', '1');
  const cookie = await signIn(server.url);

  const { answers, headers } = await open('/team/kv/etl%2Fb?q=etl', { cookie });

  expect(headers.get('cache-control')).toBe('no-store');
  const requests = firstRequests('/team/kv/etl%2Fb', '?q=etl');
  expect(answers?.map(({ request }) => request)).toEqual(
    requests.map(({ document, variables }) => requestName(document, variables)),
  );
  for (const [index, { document, variables }] of requests.entries()) {
    const body = JSON.stringify({ query: print(document), variables });
    const asked = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, cookie },
      body,
    });
    expect(answers?.[index]?.answer).toEqual(await asked.json());
  }
});

test('nobody else gets any data', async () => {
  await set('secret', '1');
  const cookie = await signIn(server.url);
  for (const headers of [
    {},
    { cookie: cookie.replace(/=.*/, '=nothing') },
    { authorization: `Bearer ${API_KEY}` },
    { cookie, 'sec-fetch-dest': 'script' },
    { cookie, 'sec-fetch-dest': 'image' },
    { cookie, 'sec-fetch-dest': 'iframe' },
  ]) {
    const page = await open('/team/kv', headers as Record<string, string>);
    expect(page.answers).toBeUndefined();
    expect(page.html).not.toContain('secret');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  }
});

test('a session that has ended gets no data', async () => {
  const cookie = await signIn(server.url);
  expect((await open('/team/kv', { cookie })).answers).toHaveLength(3);
  await fetch(`${server.url}/session`, { method: 'DELETE', headers: { cookie, origin: server.url } });
  expect((await open('/team/kv', { cookie })).answers).toBeUndefined();
});

test('an answer that is long or refused is left out', async () => {
  await set('long', JSON.stringify('x'.repeat(400_000)));
  const cookie = await signIn(server.url);
  expect((await open('/team/kv/long', { cookie })).answers?.map(({ request }) => request.split(' ')[0])).toEqual([
    'GetCaller',
    'GetUsage',
    'ListPairs',
  ]);
  // The page is the same for every address, whatever is typed.
  for (const path of ['/team/kv/%00', '/team/kv/100%', '/team/kv?q=%ff&sort=nothing', '/nowhere/at/all']) {
    expect((await open(path, { cookie })).html).toContain('<body>');
  }
});

test('files that the page needs besides the list are fetched ahead', async () => {
  const cookie = await signIn(server.url);
  const rest = '<link rel="modulepreload" crossorigin href="/assets/rest-1.js">';
  expect((await open('/team/kv', { cookie })).html).not.toContain('rest-1');
  for (const path of ['/team/kv/a', '/team/kv?deleted=1', '/team/activity', '/api']) {
    expect((await open(path, { cookie })).html).toContain(rest);
  }
  expect((await open('/team/kv', {})).html).toContain('href="/assets/sign-in-1.js"');
  // Inert, for the page to use when it has nothing better to do, also after a sign-in.
  const files = /<template id="editor-files">(?:<link [^<]*"\/assets\/editor-1\.(?:js|css)">){2}<\/template>/;
  expect((await open('/team/kv', { cookie })).html).toMatch(files);
  expect((await open('/team/kv', {})).html).toMatch(files);
});

test('HEAD is answered as GET is', async () => {
  for (const [path, status] of [
    ['/', 200],
    ['/team/kv/a', 200],
    ['/assets/nothing.js', 404],
  ] as const) {
    expect((await fetch(server.url + path, { method: 'HEAD' })).status, path).toBe(status);
  }
});
