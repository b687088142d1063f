import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import type { Operation } from './operations.ts';

const ROOT = join(import.meta.dirname, '..');
const API_KEY = 'a-key-for-measuring-speed-7141';
const HEADERS = { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` };

export interface Running {
  readonly url: string;
  /** Bytes of memory that the process has now. */
  memory(): number;
  stop(): void;
}

/** A request rate, and how long answers took, in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Starts a process; resolves once it has printed an address. */
async function start(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /https?:\/\/[^\s#]+/.exec(line)?.[0];
    if (url) return { url: new URL(url).origin, memory: () => memoryOf(child.pid), stop: () => child.kill() };
  }
  throw new Error(`${command.join(' ')} exited early`);
}

/** Resident, as Linux counts it; 0 elsewhere. */
function memoryOf(pid: number | undefined): number {
  try {
    return 1_024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** A server that only reads the request and answers this text. */
export const startBare = (answer: string) =>
  start(['--import', 'tsx', join(ROOT, 'bench/bare-server.ts'), answer], process.env);

export interface Store {
  /** Pairs that were written a second. */
  readonly seededPerSecond: number;
  /** Milliseconds until the server answered that it is ready. */
  readonly readyMs: number;
  readonly server: Running;
  remove(): void;
}

/** Seeds a database of this many pairs and starts the built server on it. */
export async function startSeeded(pairs: number): Promise<Store> {
  const directory = mkdtempSync(join(tmpdir(), 'kv-bench-'));
  const env = {
    ...process.env,
    KV_PORT: '0',
    KV_DATABASE_URL: `file:${join(directory, 'kv.sqlite')}`,
    KV_ADMIN_API_KEY: API_KEY,
    KV_LICENSE_PAIRS: '10000000',
    KV_LOG_LEVEL: 'warn',
  };
  const before = performance.now();
  execFileSync(process.execPath, ['--import', 'tsx', 'src/server/seed.ts', '--pairs', String(pairs)], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
  });
  const seeded = performance.now();
  const server = await start([join(ROOT, 'dist/server/main.js')], env);
  return {
    seededPerSecond: (pairs / (seeded - before)) * 1_000,
    readyMs: performance.now() - seeded,
    server,
    remove() {
      server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const bodyOf = ({ query, variables }: Operation, index: number) =>
  JSON.stringify({ query, variables: variables(index) });

/** The answer to one request. */
export async function ask(url: string, operation: Operation, index = 0): Promise<string> {
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: HEADERS, body: bodyOf(operation, index) });
  return answer.text();
}

/** Sends the operation on all connections, each the next one after an answer. */
export async function measure(url: string, operation: Operation, connections: number, seconds: number): Promise<Load> {
  // Many different bodies, so that a cache for one answer does not count.
  const requests = Array.from({ length: 200 }, (_, index) => ({
    method: 'POST' as const,
    path: '/graphql',
    headers: HEADERS,
    body: bodyOf(operation, index * 7),
  }));
  const result = await autocannon({ url, connections, duration: seconds, requests });
  if (result.non2xx + result.errors + result.timeouts > 0) throw new Error(`${operation.name}: requests failed`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}
