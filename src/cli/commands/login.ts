import { toEndpoint } from '#client/server-address.ts';
import { KvError } from '#contract/errors.ts';
import { withServer } from '#local/credentials.ts';
import { changeCredentials } from '#local/credentials-file.ts';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure, toFailure } from '../exit-codes.ts';

export const addLogin: AddCommand = (kv, { io, settings, client, print, say }) => {
  kv.command('login')
    .summary('save the API key of a server for this user of this machine')
    .description('Asks for the API key, or reads it from standard input. It is saved in a file that only you can read.')
    .argument('[url]', 'address of the server; by default the one that is used now')
    .option('--tenant <id>', 'the team; by default the one of the key')
    .action(async (argument: string | undefined, { tenant: tenantId }: { readonly tenant?: string }) => {
      const url = argument ?? settings().url;
      // Before a key is asked for, and before anything of the address is shown.
      toEndpoint(url);
      const apiKey = io.stdin.isTerminal
        ? (await io.stdin.ask(`API key for ${url} (not shown): `, true)).trim()
        : new TextDecoder().decode(await io.stdin.read()).trim();
      if (apiKey === '') throw new Failure(EXIT.wrongInput, 'No API key was given. Nothing was saved.');

      const { tenant } = await client({ url, apiKey, tenantId })
        .getStatus()
        .catch((error: unknown) => {
          if (error instanceof KvError && error.code === 'UNAUTHENTICATED') {
            throw new Failure(EXIT.notAllowed, 'The server does not accept this key. Nothing was saved.');
          }
          // It is about the server that was named, which need not be the one used so far.
          throw error instanceof KvError ? toFailure(error, url) : error;
        });
      const file = changeCredentials(io.env, (saved) =>
        withServer(saved, url, { api_key: apiKey, tenant_id: tenantId, is_current: true }),
      );
      print(`Signed in to ${url}, team ${tenant.name}. The key is saved in ${file}`);
      for (const name of ['KV_API_URL', 'KV_API_KEY', 'KV_TENANT_ID']) {
        if (io.env[name]) say(`${name} is set and comes first: unset it to use what was saved.`);
      }
    });
};
