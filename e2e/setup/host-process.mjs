// @ts-check
import { Server } from 'node:net';
import { pathToFileURL } from 'node:url';

/*
 * A process that runs the built server as often as it is asked to, one after the other, each on a port and a database
 * of its own: loading the server's code takes a second, starting it once it is loaded a few milliseconds. It is a
 * harness around `dist/server/main.js`, which knows nothing of it and runs as it does by itself.
 *
 * Messages: `{ main, env }` starts a server and is answered with `{ lines }`, what it printed until it was ready.
 * `{ stop: true }` ends the one that runs, breaking every connection as a crash does, and is answered with `{}`.
 */

const bareEnv = { ...process.env };
const SIGNALS = /** @type {const} */ (['SIGTERM', 'SIGINT', 'uncaughtException']);

/** How often a server was started: the same address would be evaluated only once. */
let starts = 0;
/** Every socket server of the one that runs. @type {Server[]} */
let listening = [];
/** @type {(() => void) | undefined} */
let onStopped;

const listen = Server.prototype.listen;
Server.prototype.listen = /** @this {Server} @param {any[]} options */ function (...options) {
  listening.push(this);
  return listen.apply(this, /** @type {any} */ (options));
};

// As at a terminal, where the server prints its sign-in link.
process.stdout.isTTY = true;

const exit = process.exit;
process.exit = (code) => {
  // A stop that was asked for; everything else has to end this process, and the test with it.
  if (!onStopped) return exit(code);
  onStopped();
  onStopped = undefined;
  return /** @type {never} */ (undefined);
};

/** @param {{ main: string, env: Record<string, string> }} start */
async function run({ main, env }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, bareEnv, env);
  const lines = /** @type {string[]} */ ([]);
  const write = process.stdout.write;
  process.stdout.write = /** @param {any} text */ (text) => lines.push(String(text)) > 0;
  try {
    starts += 1;
    await import(`${pathToFileURL(main).href}?start=${starts}`);
  } finally {
    process.stdout.write = write;
  }
  return { lines };
}

async function stop() {
  const stopped = new Promise((resolve) => {
    onStopped = () => resolve(undefined);
  });
  for (const server of listening) {
    server.close();
    if ('closeAllConnections' in server) /** @type {import('node:http').Server} */ (server).closeAllConnections();
  }
  listening = [];
  process.emit('SIGTERM', 'SIGTERM');
  await stopped;
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  return {};
}

process.on('message', async (/** @type {any} */ message) => {
  process.send?.(message.stop ? await stop() : await run(message));
});
// The worker that it belongs to has ended.
process.on('disconnect', () => exit());
