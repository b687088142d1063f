import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Io, processIo } from '#cli/io.ts';
import { main } from '#cli/main.ts';

interface Session {
  readonly env?: Readonly<Record<string, string>>;
  /** The piped standard input; ignored at a terminal. */
  readonly stdin?: string | Uint8Array;
  /** Makes the session interactive; the answers that the person types. */
  readonly terminal?: readonly string[];
  readonly program?: 'kv' | 'prefect';
}

interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The questions that the person was asked. */
  readonly asked: readonly string[];
}

export interface TestCli {
  /** The home directory, initially empty. */
  readonly home: string;
  run(argv: readonly string[], session?: Session): Promise<CliResult>;
  remove(): void;
}

const { run } = processIo();

/** Runs the CLI in this process, from argv to exit code, for a user with a separate home directory. */
export function createTestCli(env: Readonly<Record<string, string>>): TestCli {
  const home = mkdtempSync(join(tmpdir(), 'kv-cli-'));
  return {
    home,
    async run(argv, { env: more = {}, stdin = '', terminal, program } = {}) {
      const asked: string[] = [];
      const answers = [...(terminal ?? [])];
      const written = { stdout: '', stderr: '' };
      const output = (name: keyof typeof written) => ({
        isTerminal: terminal !== undefined,
        write: (text: string) => {
          written[name] += text;
        },
      });
      const io: Io = {
        env: { HOME: home, ...env, ...more },
        stdout: output('stdout'),
        stderr: output('stderr'),
        stdin: {
          isTerminal: terminal !== undefined,
          read: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
          ask: async (question) => {
            asked.push(question);
            return answers.shift() ?? '';
          },
        },
        run,
      };
      const exitCode = await main(argv, io, program);
      return { exitCode, ...written, asked };
    },
    remove: () => rmSync(home, { recursive: true }),
  };
}
