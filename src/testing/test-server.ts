import { readConfig } from '#server/config.ts';
import type { HttpLimits } from '#server/http/edge/limits.ts';
import { createLogger } from '#server/logger.ts';
import { startServer } from '#server/start-server.ts';

/** Stands for the one in the captured requests of the original client, which is too short for a server. */
export const API_KEY = 'KVT-7Qm2vRx9LpTz4WcB';

export interface TestServer {
  readonly url: string;
  readonly signInLink: string;
  /** The log lines so far. */
  readonly log: readonly string[];
  /** Sends a body unchanged. Uses the API key unless `headers` replace it. */
  post(
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Readonly<Record<string, string>>,
    path?: string,
  ): Promise<Answer>;
  /** Sends a document; `variables` is JSON text, so that it goes over the wire exactly as the test wrote it. */
  graphql(query: string, variables?: string): Promise<Answer>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed, so numbers are not exact; use `text` for those. */
  // biome-ignore lint/suspicious/noExplicitAny: tests compare it with what they expect.
  readonly json: any;
}

interface TestServerOptions {
  /** Shorter times and smaller sizes than the usual ones. */
  readonly limits?: Partial<HttpLimits>;
  readonly uiDirectory?: string;
  readonly logLevel?: string;
}

/** Starts the real server on a free port, with a database in memory unless `env`, its settings, names another. */
export async function startTestServer(
  env: Readonly<Record<string, string>> = {},
  { limits, uiDirectory = 'no-ui', logLevel = 'info' }: TestServerOptions = {},
): Promise<TestServer> {
  const log: string[] = [];
  const config = readConfig({ KV_PORT: '0', KV_ADMIN_API_KEY: API_KEY, ...env });
  const logger = createLogger(logLevel, { write: (line) => void log.push(line) });
  const database = env.KV_DATABASE_URL === undefined ? ({ kind: 'memory' } as const) : config.database;
  const server = await startServer({ config: { ...config, database }, logger, uiDirectory, limits });

  async function post(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
    path = '/',
  ) {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}`, ...headers },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text === '' ? undefined : JSON.parse(text),
    };
  }

  return {
    url: server.url,
    signInLink: server.signInLink,
    log,
    post,
    graphql: (query, variables = 'null') => post(`{"query":${JSON.stringify(query)},"variables":${variables}}`),
    stop: () => server.stop(),
  };
}

export const SET = 'mutation ($input: set_key_value_input!) { set_key_value(input: $input) { id version } }';
export const GET =
  'query ($key: String!) { key_value(where: { key: { _eq: $key } }) { id value value_text size type version } }';
