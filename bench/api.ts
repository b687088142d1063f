import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';

/*
 * Measures GraphQL throughput as a share of a bare node:http server that answers the same text, in the same run.
 *
 *   npm run build && npm run bench -- [pairs] [seconds]
 *
 * The database is an SQLite file with full durability. "×PostGraphile" divides the share by the share that
 * PostGraphile 5 reached on PostgreSQL with the same operations (two cores, 100,000 pairs).
 */

const PAIRS = Number(process.argv[2] ?? 100_000);
const SECONDS = Number(process.argv[3] ?? 5);
const API_KEY = 'bench-7Qm2vRx9LpTz4WcB';
const ROOT = join(import.meta.dirname, '..');

interface Operation {
  readonly name: string;
  readonly query: string;
  variables(index: number): Readonly<Record<string, unknown>>;
  /** The share of the bare server that PostGraphile 5 reached, with 1 and 32 connections. */
  readonly postgraphile: readonly [number, number];
}

const OPERATIONS: readonly Operation[] = [
  {
    name: 'get one key',
    query: 'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { value } }',
    variables: (index) => ({ key: `bench/${index % 1_000}` }),
    postgraphile: [1_240 / 12_513, 1_964 / 23_077],
  },
  {
    name: 'set one key',
    query: 'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { id } }',
    variables: (index) => ({ input: { key: `bench/${index % 1_000}`, value: { retries: index, on: true } } }),
    postgraphile: [204 / 18_183, 827 / 18_920],
  },
  {
    name: 'list 1,000 keys',
    query: '{ key_value(limit: 1000) { key } }',
    variables: () => ({}),
    postgraphile: [300 / 7_283, 305 / 14_362],
  },
  {
    name: 'search, rare',
    query: 'query ($p: String!) { key_value(where: { key: { _ilike: $p } }, limit: 50) { key } }',
    variables: () => ({ p: '%bench/77%' }),
    postgraphile: [1_052 / 18_204, 1_273 / 19_599],
  },
  {
    name: 'search, common',
    query: 'query ($p: String!) { key_value(where: { key: { _ilike: $p } }, limit: 50) { key } }',
    variables: () => ({ p: '%e%' }),
    postgraphile: [12 / 13_177, 41 / 21_354],
  },
];

/** Starts a process; resolves to it and to the address that it prints. */
async function start(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (url) return { child, url };
  }
  throw new Error(`${command.join(' ')} exited early`);
}

const bodyOf = ({ query, variables }: Operation, index: number) =>
  JSON.stringify({ query, variables: variables(index) });
const HEADERS = { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` };

/** Requests a second. */
async function measure(url: string, operation: Operation, connections: number): Promise<number> {
  // Many different bodies, so that a cache for one answer does not count.
  const requests = Array.from({ length: 200 }, (_, index) => ({
    method: 'POST' as const,
    path: '/graphql',
    headers: HEADERS,
    body: bodyOf(operation, index * 7),
  }));
  const result = await autocannon({ url, connections, duration: SECONDS, requests });
  if (result.non2xx + result.errors + result.timeouts > 0) throw new Error(`${operation.name}: requests failed`);
  return result.requests.average;
}

const directory = mkdtempSync(join(tmpdir(), 'kv-bench-'));
const env = {
  ...process.env,
  KV_PORT: '0',
  KV_DATABASE_URL: `file:${join(directory, 'kv.sqlite')}`,
  KV_ADMIN_API_KEY: API_KEY,
  KV_LICENSE_PAIRS: '10000000',
  KV_LOG_LEVEL: 'warn',
};
try {
  execFileSync(process.execPath, ['--import', 'tsx', 'src/server/seed.ts', '--pairs', String(PAIRS)], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  const server = await start([join(ROOT, 'dist/server/main.js')], env);
  for (let index = 0; index < 1_000; index += 1) {
    const set = OPERATIONS[1] as Operation;
    await fetch(`${server.url}/graphql`, { method: 'POST', headers: HEADERS, body: bodyOf(set, index) });
  }
  console.log(`${PAIRS.toLocaleString('en')} pairs; requests/s with 1 and 32 connections, ${SECONDS} s each`);
  for (const operation of OPERATIONS) {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: HEADERS,
      body: bodyOf(operation, 0),
    });
    const floor = await start(
      ['--import', 'tsx', join(ROOT, 'bench/bare-server.ts'), await answer.text()],
      process.env,
    );
    const cells: string[] = [];
    for (const [column, connections] of [1, 32].entries()) {
      const bare = await measure(floor.url, operation, connections);
      const ours = await measure(server.url, operation, connections);
      const share = ours / bare;
      const ratio = share / (operation.postgraphile[column] ?? 1);
      cells.push(
        `bare ${bare.toFixed(0).padStart(6)}  ours ${ours.toFixed(0).padStart(6)}  share ${(share * 100).toFixed(1).padStart(5)} %  ×PostGraphile ${ratio.toFixed(1)}`,
      );
    }
    floor.child.kill();
    console.log(`${operation.name.padEnd(16)} | ${cells.join(' | ')}`);
  }
  server.child.kill();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
