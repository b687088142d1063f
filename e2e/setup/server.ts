import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServerHost } from './server-host.ts';

const MAIN = join(import.meta.dirname, '../../dist/server/main.js');

/** The built server on a port and a database of its own: a process of its own, or one in the process of a host. */
export class TestServer {
  static readonly apiKey = 'e2e-7Qm2vRx9LpTz4WcB';
  readonly #host: ServerHost | undefined;
  readonly #directory = mkdtempSync(join(tmpdir(), 'kv-e2e-'));
  readonly #databaseUrl = `file:${join(this.#directory, 'kv.sqlite')}`;
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;
  #isHosted = false;
  #apiKey = TestServer.apiKey;
  #isReady = false;
  url = '';
  /** Empty unless a host runs the server: only a terminal is shown it. */
  signInLink = '';

  /** Without a host the server is a process, which `kill` really kills. */
  constructor(env: Readonly<Record<string, string>>, host?: ServerHost) {
    this.#env = env;
    this.#host = host;
  }

  /** Starts the server, on the same port as before; resolves once it answers. `apiKey` signs in another user. */
  async start(apiKey = TestServer.apiKey): Promise<void> {
    this.#apiKey = apiKey;
    const env = {
      KV_PORT: this.url === '' ? '0' : new URL(this.url).port,
      KV_DATABASE_URL: this.#databaseUrl,
      KV_ADMIN_API_KEY: apiKey,
      KV_LICENSE_PAIRS: '200000',
      KV_LOG_LEVEL: 'warn',
      XDG_CONFIG_HOME: this.#directory,
      ...this.#env,
    };
    this.signInLink = '';
    this.#isReady = false;
    if (this.#host) {
      for (const line of await this.#host.start(MAIN, env)) this.#read(line);
      this.#isHosted = true;
    } else {
      const child = spawn(process.execPath, [MAIN], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      this.#process = child;
      for await (const line of createInterface({ input: child.stdout })) {
        this.#read(line);
        if (this.#isReady) break;
      }
    }
    if (!this.#isReady) throw new Error('The server ended before it was ready.');
  }

  #read(line: string): void {
    this.url = /runs at (\S+)/.exec(line)?.[1] ?? this.url;
    this.signInLink = /^Sign in within .*: (\S+)/.exec(line)?.[1] ?? this.signInLink;
    this.#isReady ||= line.includes('runs at');
  }

  /** Fills the database before the first start. */
  seed(pairs: number): void {
    execFileSync(process.execPath, ['--import', 'tsx', 'src/server/seed.ts', '--pairs', String(pairs)], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, KV_DATABASE_URL: this.#databaseUrl },
      stdio: 'ignore',
    });
  }

  /** Ends the server; its clients see what they see at a crash. */
  async kill(): Promise<void> {
    if (this.#isHosted) {
      this.#isHosted = false;
      await this.#host?.stop();
      return;
    }
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Sends a GraphQL document as the admin; returns the text of the answer, since parsing would round numbers. */
  async graphqlText(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#apiKey}` },
      body: JSON.stringify({ query, variables }),
    });
    return await response.text();
  }

  /** Stores JSON text under a key, as another client would; resolves to the pair's id. */
  async set(key: string, valueText: string): Promise<string> {
    const answer = await this.graphqlText(
      'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { id } }',
      {
        input: { key, value_text: valueText },
      },
    );
    const { data, errors } = JSON.parse(answer) as { data?: { set_key_value: { id: string } }; errors?: unknown };
    if (errors || !data) throw new Error(`set failed: ${answer}`);
    return data.set_key_value.id;
  }

  async rename(id: string, key: string, note?: string): Promise<void> {
    await this.graphqlText(
      'mutation ($input: rename_key_value_input!) { rename_key_value(input: $input) { version } }',
      { input: { key_value_id: id, key, note } },
    );
  }

  async restore(id: string, version: number): Promise<void> {
    await this.graphqlText(
      'mutation ($input: restore_key_value_input!) { restore_key_value(input: $input) { version } }',
      { input: { key_value_id: id, version } },
    );
  }

  async delete(id: string): Promise<void> {
    await this.graphqlText('mutation ($id: UUID!) { delete_key_value(input: { key_value_id: $id }) { success } }', {
      id,
    });
  }

  /** The exact text of a value; undefined when there is no such pair. */
  async get(key: string): Promise<string | undefined> {
    return (await this.#find(key))?.value_text;
  }

  /** The version that a pair is at; undefined when there is no such pair. */
  async version(key: string): Promise<number | undefined> {
    return (await this.#find(key))?.version;
  }

  async #find(key: string) {
    const answer = await this.graphqlText(
      'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { value_text version } }',
      { key },
    );
    const { data } = JSON.parse(answer) as { data: { key_value: { value_text: string; version: number }[] } };
    return data.key_value[0];
  }
}
