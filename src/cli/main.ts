import { Command, CommanderError } from 'commander';
import { KvError } from '#contract/errors.ts';
import { version } from '../../package.json';
import { addAdmin } from './commands/admin.ts';
import { addCompletion } from './commands/completion.ts';
import { addDelete } from './commands/delete.ts';
import { addEdit } from './commands/edit.ts';
import { addGet } from './commands/get.ts';
import { addKey } from './commands/key.ts';
import { addList } from './commands/list.ts';
import { addLogin } from './commands/login.ts';
import { addLogout } from './commands/logout.ts';
import { addRename } from './commands/rename.ts';
import { addServe } from './commands/serve.ts';
import { addSessions } from './commands/sessions.ts';
import { addSet } from './commands/set.ts';
import { addStatus } from './commands/status.ts';
import { type CommandContext, createContext } from './context.ts';
import { EXIT, EXIT_CODES_HELP, Failure, toFailure } from './exit-codes.ts';
import { Interrupted, type Io } from './io.ts';
import { escapeForTerminal, paint } from './terminal-text.ts';
import { describeUsageError } from './usage-errors.ts';

const COMMANDS = [
  addSet,
  addGet,
  addDelete,
  addList,
  addEdit,
  addRename,
  addStatus,
  addLogin,
  addLogout,
  addKey,
  addSessions,
  addServe,
  addAdmin,
  addCompletion,
];

const SETTINGS_HELP = `
Server: KV_API_URL, KV_API_KEY and KV_TENANT_ID; else the server you signed in to or started on this machine;
else PREFECT__CLOUD__API and PREFECT__CLOUD__API_KEY.`;

/**
 * Runs one command line: `kv …`, or `prefect kv …` when the program is called `prefect`. Resolves to an exit code
 * from `exit-codes.ts`.
 */
export async function main(argv: readonly string[], io: Io, program: 'kv' | 'prefect' = 'kv'): Promise<number> {
  const context = createContext(io);
  try {
    await createProgram(context, program).parseAsync(argv, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      // Without a command the help is printed. That is not an error.
      if (error.code !== 'commander.help') writeError(describeUsageError(error), io);
      return EXIT.wrongInput;
    }
    if (error instanceof Interrupted) return EXIT.interrupted;
    const failure = error instanceof KvError ? toFailure(error, context.settings().url) : error;
    if (!(failure instanceof Failure)) throw failure;
    if (failure.message !== '') writeError(failure.message, io);
    return failure.exitCode;
  }
}

function createProgram(context: CommandContext, program: 'kv' | 'prefect'): Command {
  const { io } = context;
  const root = new Command(program)
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Said by `main`.
      outputError: () => {},
    });
  const kv = program === 'kv' ? root : root.description('The kv commands of Prefect 1.x').command('kv');
  kv.description('Read and write the key-value pairs in a KV Store').addHelpText(
    'after',
    `${SETTINGS_HELP}\n${EXIT_CODES_HELP}`,
  );
  for (const add of COMMANDS) add(kv, context);
  return root;
}

/** Always one line: line breaks in the message are escaped. */
function writeError(message: string, io: Io): void {
  io.stderr.write(`${paint('error:', 'red', io.stderr, io.env)} ${escapeForTerminal(message, 'one line')}\n`);
}
