import { readSavedCredentials } from '#client/environment.ts';
import { findCurrentServer, findServer, withoutServer } from '#local/credentials.ts';
import { changeCredentials } from '#local/credentials-file.ts';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';

export const addLogout: AddCommand = (kv, { io, print }) => {
  kv.command('logout')
    .summary('forget the saved API key for a server')
    .description('Forgets the saved key. The key stays valid on the server.')
    .argument('[url]', 'server address; by default the current server')
    .option('-y, --yes', 'do not ask for confirmation (never asked without a terminal)')
    .action(async (argument: string | undefined, { yes }: { readonly yes?: true }) => {
      const saved = readSavedCredentials(io.env);
      const url = argument ?? (io.env.KV_API_URL || findCurrentServer(saved));
      if (url === undefined || !findServer(saved, url)) {
        print(`No key is saved${url === undefined ? '' : ` for ${url}`}.`);
        return;
      }
      if (!yes && io.stdin.isTerminal) {
        // The server showed the admin key once, at its first start; this may be the only copy.
        const answer = await io.stdin.ask(`Forget the key for ${url}? It cannot be shown again. [y/N] `);
        if (!/^y(?:es)?$/i.test(answer.trim()))
          throw new Failure(EXIT.failed, 'Not confirmed. The key is still saved.');
      }
      changeCredentials(io.env, (now) => withoutServer(now, url));
      print(`Signed out of ${url}`);
    });
};
