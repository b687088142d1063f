import type { KvSession } from '#client/kv-types.ts';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import { jsonOutputOption } from '../options.ts';
import { escapeForTerminal, paint, toTable } from '../terminal-text.ts';

/** What a UUID looks like; anything else never leaves this machine. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const addSessions: AddCommand = (kv, { io, client, print, say }) => {
  const sessions = kv
    .command('sessions')
    .summary('list and end sessions of the admin UI')
    .description('Lists and ends sessions: browsers that are signed in to the admin UI.');

  sessions
    .command('list')
    .summary('print the sessions, those used last first')
    .addOption(jsonOutputOption())
    .action(async ({ output }: { readonly output?: 'json' }) => {
      const found = await client().listSessions();
      if (output === 'json') print(JSON.stringify(found, null, 2), 'lines');
      else if (found.length === 0) print('No sessions found');
      else {
        const [head = '', ...rows] = toTable(['ID', 'CREATED', 'LAST SEEN', 'EXPIRES', 'KEY'], found.map(toRow));
        io.stdout.write(`${paint(head, 'dim', io.stdout, io.env)}\n`);
        for (const row of rows) print(row);
      }
    });

  sessions
    .command('end')
    .summary('end a session')
    .description('Ends a session immediately: its browser has to sign in again.')
    .argument('<id>', 'as `kv sessions list` prints it')
    .action(async (id: string) => {
      if (!UUID.test(id))
        throw new Failure(EXIT.wrongInput, 'This is not the id of a session. See `kv sessions list`.');
      const isEnded = await client().endSession(id);
      if (!isEnded) throw new Failure(EXIT.notFound, 'There is no session with this id. See `kv sessions list`.');
      say('The session has ended.');
    });
};

const toRow = ({ id, created, lastSeen, expires, apiKeyName }: KvSession) => [
  ...[id, created, lastSeen, expires],
  escapeForTerminal(apiKeyName, 'one line'),
];
