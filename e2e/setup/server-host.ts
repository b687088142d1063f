import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const HOST_PROCESS = join(import.meta.dirname, 'host-process.mjs');

/**
 * A process that has the server's code loaded, and runs a server for one test after the other: a start takes a tenth of
 * what a new process takes. One at a time.
 */
export class ServerHost {
  #process: ChildProcess | undefined;

  /** Starts a server with these settings; resolves to the lines that it printed, once it answers. */
  async start(main: string, env: Readonly<Record<string, string>>): Promise<readonly string[]> {
    this.#process ??= fork(HOST_PROCESS, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const { lines } = (await this.#ask({ main, env })) as { lines: string[] };
    return lines;
  }

  /** Ends the server that runs; for its clients as a crash does. */
  async stop(): Promise<void> {
    if (this.#process) await this.#ask({ stop: true });
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async #ask(message: object): Promise<unknown> {
    const child = this.#process;
    if (!child?.connected) throw new Error('The process of the server has ended.');
    child.send(message);
    const aborted = new AbortController();
    const ended = once(child, 'exit', { signal: aborted.signal }).then(() => {
      this.#process = undefined;
      throw new Error('The server ended by itself.');
    });
    try {
      const [answer] = await Promise.race([once(child, 'message', { signal: aborted.signal }), ended]);
      return answer;
    } finally {
      ended.catch(() => {});
      aborted.abort();
    }
  }
}
