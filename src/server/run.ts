import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { withServer } from '#local/credentials.ts';
import { changeCredentials } from '#local/credentials-file.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { openInBrowser } from './open-in-browser.ts';
import { UI_DIRECTORY } from './package-root.ts';
import { describeStart, describeStartInLog, type SavedKey } from './start-message.ts';
import { type RunningServer, StartError, startServer } from './start-server.ts';
import { terminalLog } from './terminal-log.ts';
import { describeUnknownSettings } from './unknown-settings.ts';

/**
 * Runs the server until a signal stops it. A mistake in its settings is one line each, without a stack. With `--open`
 * the admin UI is opened in the browser, signed in.
 */
export async function run(args: readonly string[]): Promise<void> {
  try {
    const isOpen = args.includes('--open');
    const unknown = args.filter((arg) => arg !== '--open');
    if (unknown.length > 0) throw new StartError('The only option is --open. Settings are environment variables.');
    // People at a terminal should see the sign-in link, not a JSON line for every request.
    const config = readConfig(process.env, process.stderr.isTTY ? 'warn' : 'info');
    for (const line of describeUnknownSettings(process.env)) process.stderr.write(`kv-store: ${line}\n`);
    const { isTTY } = process.stderr;
    const logger = createLogger(
      config.logLevel,
      isTTY ? terminalLog((text) => process.stderr.write(text)) : pino.destination(2),
    );
    let saved: SavedKey | undefined;
    const isTerminal = process.stdout.isTTY === true;
    const keepAdminKey = (url: string, apiKey: string) => {
      saved = saveAdminKey(url, apiKey);
      // At a terminal it is shown too.
      return isTerminal || 'file' in saved;
    };
    const server = await startServer({ config, logger, uiDirectory: UI_DIRECTORY, keepAdminKey });
    const lines = isTerminal ? describeStart(server, saved) : describeStartInLog(server, saved);
    for (const line of lines) process.stdout.write(`${line}\n`);
    if (isOpen && !(await openInBrowser(server.signInLink))) logger.warn('No browser could be opened. Use the link.');
    stopOnSignals(server, logger);
  } catch (error) {
    const lines =
      error instanceof ConfigError ? error.lines : error instanceof StartError ? [error.message] : undefined;
    if (!lines) throw error;
    for (const line of lines) process.stderr.write(`kv-store: ${line}\n`);
    process.exit(1);
  }
}

function saveAdminKey(url: string, apiKey: string): SavedKey {
  try {
    return { file: changeCredentials(process.env, (saved) => withServer(saved, url, { api_key: apiKey })) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function stopOnSignals(server: RunningServer, logger: FastifyBaseLogger): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    // A second signal means to stop immediately.
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.info({ signal }, 'stopping');
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  process.on('uncaughtException', (error) => {
    // The state of the process is unknown now. Every acknowledged write is on disk, so a restart is safe.
    logger.fatal({ err: error }, 'unexpected error, ending');
    process.exit(1);
  });
}
