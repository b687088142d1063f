import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { EXIT } from './exit-codes.ts';

export interface Output {
  readonly isTerminal: boolean;
  write(text: string): void;
}

/** Everything a command can reach besides its arguments, so that tests can play a person at a terminal. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: {
    readonly isTerminal: boolean;
    /** Reads to the end. */
    read(): Promise<Uint8Array>;
    /** Reads one line typed at a terminal; `isSecret` keeps it off the screen. */
    ask(question: string, isSecret?: boolean): Promise<string>;
  };
  /** Runs a program at this terminal, optionally in its own process group; resolves to its exit code. */
  run(command: string, args: readonly string[], options?: { readonly isOwnGroup?: boolean }): Promise<number>;
}

/** Thrown when a person presses Ctrl-C at a question. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The terminal, files and programs of this process. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    // A reader that closes the pipe early, as in `kv list | head -1`, is not a failure.
    if (code === 'EPIPE') process.exit(0);
    stderr.write(`error: The output could not be written (${code}). What the command did before that stays done.\n`);
    process.exit(EXIT.failed);
  });
  // There is nowhere left to say it.
  stderr.on('error', () => {});
  return {
    env,
    stdout: { isTerminal: stdout.isTTY === true, write: (text) => void stdout.write(text) },
    stderr: { isTerminal: stderr.isTTY === true, write: (text) => void stderr.write(text) },
    stdin: { isTerminal: stdin.isTTY === true, read: readAll, ask },
    run,
  };
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Asks on standard error, because standard output is for results. */
async function ask(question: string, isSecret = false): Promise<string> {
  const { stdin, stderr } = process;
  const gone = new AbortController();
  // Without an output, readline controls the terminal and does not echo the typing.
  const lines = createInterface({ input: stdin, output: isSecret ? undefined : stderr, terminal: true });
  lines.once('SIGINT', () => gone.abort());
  lines.once('close', () => gone.abort());
  try {
    if (isSecret) stderr.write(question);
    return await lines.question(isSecret ? '' : question, { signal: gone.signal });
  } catch {
    if (!isSecret) stderr.write('\n');
    throw new Interrupted();
  } finally {
    lines.close();
    if (isSecret) stderr.write('\n');
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function run(command: string, args: readonly string[], { isOwnGroup = false } = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', detached: isOwnGroup });
    // In a shared process group the terminal sends Ctrl-C to both; a child in its own group gets it from here.
    const pass = (signal: NodeJS.Signals) => {
      if (isOwnGroup) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    const settle = () => {
      for (const signal of SIGNALS) process.off(signal, pass);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
