import { join } from 'node:path';
import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { credentialsFile, saveCredentials } from './first-start.ts';
import { StartError, startServer } from './start-server.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Ends the process with one line a mistake and no stack: these are for the operator to mend. */
function fail(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`kv-store: ${line}\n`);
  process.exit(1);
}

try {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const server = await startServer(config, logger, join(import.meta.dirname, '../../dist/ui'));

  if (server.newAdminApiKey !== undefined) {
    const file = credentialsFile(process.env);
    saveCredentials(file, server.url, server.newAdminApiKey);
    say(`The admin API key, shown only now: ${server.newAdminApiKey}`);
    say(`It is saved for clients on this machine in ${file}`);
  }
  say(`KV Store runs at ${server.url}`);
  say(`Sign in within ${server.signInLinkMinutes} minutes: ${server.signInLink}`);

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
} catch (error) {
  if (error instanceof ConfigError) fail(error.lines);
  if (error instanceof StartError) fail([error.message]);
  throw error;
}
