import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe } from 'vitest';
import { pythonClient } from './python-client.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';
import { TestServer } from './server.ts';

const CALLS = join(import.meta.dirname, '../python/calls.py');
/** Beyond the 62 seconds that the client tries again and again: whatever takes longer hangs. */
const HANGS_AFTER_MS = 200_000;

/** Tests of the original client; skipped where it cannot be had, which `install-python.ts` says and forbids in CI. */
export const describeWithPython = describe.skipIf(pythonClient() === undefined);

/** What came of a call of the library. */
export interface Outcome {
  readonly result?: unknown;
  /** Name of the class of the exception. */
  readonly error?: string;
  readonly message?: string;
}

interface CommandResult {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** The original client, unmodified: its library and its command line, with a server and a home of their own. */
export class PythonClient {
  readonly server: TestServer;
  readonly #proxy: RecordingProxy;
  readonly #home = mkdtempSync(join(tmpdir(), 'kv-python-'));
  readonly #apiKey: string | undefined;

  private constructor(server: TestServer, proxy: RecordingProxy, apiKey: string | undefined) {
    this.server = server;
    this.#proxy = proxy;
    this.#apiKey = apiKey;
  }

  /** `apiKey` goes to the environment of the client; undefined leaves it to `prefect auth login`. */
  static async start(serverEnv: Readonly<Record<string, string>>, apiKey?: string): Promise<PythonClient> {
    const server = new TestServer(serverEnv);
    await server.start();
    const proxy = await startRecordingProxy(() => server.url);
    return new PythonClient(server, proxy, apiKey);
  }

  /** Requests that the server got from the client since the last call. */
  takeRequestCount(): number {
    return this.#proxy.takeCount();
  }

  /**
   * Calls functions of the library in one process. Calls are JSON text, `["set_key_value", "key", 1.0]`, and so are the
   * outcomes, `{"result":…}` or `{"error":…,"message":…}`, since parsing would round numbers.
   */
  async callExact(calls: readonly string[], apiKey = this.#apiKey): Promise<string[]> {
    const { exitCode, output } = await this.#run(pythonClient() ?? '', [CALLS], apiKey, calls.join('\n'));
    const outcomes = output.trimEnd().split('\n');
    if (exitCode !== 0 || outcomes.length !== calls.length) throw new Error(`Python ended early: ${output}`);
    return outcomes;
  }

  /** Calls one function of the library. */
  async call(call: readonly unknown[], apiKey = this.#apiKey): Promise<Outcome> {
    const [outcome = ''] = await this.callExact([JSON.stringify(call)], apiKey);
    return JSON.parse(outcome) as Outcome;
  }

  /** Runs the `prefect` command. */
  prefect(...options: readonly string[]): Promise<CommandResult> {
    return this.#run(join(dirname(pythonClient() ?? ''), 'prefect'), options, this.#apiKey, '');
  }

  async remove(): Promise<void> {
    this.#proxy.close();
    await this.server.remove();
    rmSync(this.#home, { recursive: true, force: true });
  }

  #run(command: string, options: readonly string[], apiKey: string | undefined, input: string): Promise<CommandResult> {
    // Nothing is inherited: settings of the client on this machine would change what is tested.
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      HOME: this.#home,
      LANG: 'C.UTF-8',
      NO_PROXY: '*',
      PYTHONWARNINGS: 'ignore',
      PREFECT__CLOUD__API: this.#proxy.url,
      ...(apiKey !== undefined && { PREFECT__CLOUD__API_KEY: apiKey }),
    };
    return new Promise((resolve, reject) => {
      const child = spawn(command, options, { env, timeout: HANGS_AFTER_MS });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
        });
      }
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ exitCode, output }));
      child.stdin.end(input);
    });
  }
}
