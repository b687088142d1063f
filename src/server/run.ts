import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { withServer } from '#local/credentials.ts';
import { changeCredentials } from '#local/credentials-file.ts';
import { ConfigError, readConfig } from './config.ts';
import { UI_DIRECTORY } from './package-root.ts';
import { type RunningServer, StartError, startServer } from './start-server.ts';

/** Runs the server until it is told to stop; what keeps it from starting is one line a mistake, without a stack. */
export async function run(): Promise<void> {
  try {
    const config = readConfig(process.env);
    const logger = pino({ level: config.logLevel }, pino.destination(2));
    const server = await startServer(config, logger, UI_DIRECTORY);
    announce(server);
    stopOnSignals(server, logger);
  } catch (error) {
    const lines =
      error instanceof ConfigError ? error.lines : error instanceof StartError ? [error.message] : undefined;
    if (!lines) throw error;
    for (const line of lines) process.stderr.write(`kv-store: ${line}\n`);
    process.exit(1);
  }
}

function announce({ url, signInLink, signInLinkMinutes, newAdminApiKey }: RunningServer): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (newAdminApiKey !== undefined) {
    const file = changeCredentials(process.env, (saved) => withServer(saved, url, { api_key: newAdminApiKey }));
    say(`Admin API key, shown only this once: ${newAdminApiKey}`);
    say(`It is saved for clients on this machine in ${file}`);
  }
  say(`KV Store runs at ${url}`);
  say(`Sign in within ${signInLinkMinutes} minutes: ${signInLink}`);
}

function stopOnSignals(server: RunningServer, logger: FastifyBaseLogger): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    // A second signal means: now.
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.info({ signal }, 'stopping');
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  process.on('uncaughtException', (error) => {
    // What state this leaves nobody knows; every acknowledged write is on disk, so starting anew is safe.
    logger.fatal({ err: error }, 'unexpected error, ending');
    process.exit(1);
  });
}
