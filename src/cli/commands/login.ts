import { toEndpoint } from '#client/server-address.ts';
import { KvError } from '#contract/errors.ts';
import { withServer } from '#local/credentials.ts';
import { changeCredentials } from '#local/credentials-file.ts';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure, toFailure } from '../exit-codes.ts';

export const addLogin: AddCommand = (kv, { io, settings, client, print, say }) => {
  kv.command('login')
    .summary('save the API key for a server on this machine')
    .description('Asks for the API key, or reads it from standard input. It is saved in a file that only you can read.')
    .argument('[url]', 'server address; by default the current server')
    .option('--tenant <id>', 'the team; by default the team of the key')
    .action(async (argument: string | undefined, { tenant: tenantId }: { readonly tenant?: string }) => {
      const url = argument ?? settings().url;
      // An address with a password is refused before it is shown or a key is typed.
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
          // The error concerns the server in the argument, which may not be the current one.
          throw error instanceof KvError ? toFailure(error, url) : error;
        });
      const file = changeCredentials(io.env, (saved) =>
        withServer(saved, url, { api_key: apiKey, tenant_id: tenantId, is_current: true }),
      );
      print(`Signed in to ${url}, team ${tenant.name}. The key is saved in ${file}`);
      for (const name of ['KV_API_URL', 'KV_API_KEY', 'KV_TENANT_ID']) {
        if (io.env[name]) say(`${name} is set and takes precedence. Unset it to use the saved key.`);
      }
    });
};
