import { showAddress } from '#client/server-address.ts';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';

export const addKey: AddCommand = (kv, { settings, print }) => {
  kv.command('key')
    .summary('print the API key that commands use, for scripts')
    .description(
      'Prints the API key that is set in KV_API_KEY or saved on this machine: export KV_API_KEY=$(kv key). It is a secret.',
    )
    .action(() => {
      const { url, apiKey } = settings();
      if (apiKey === undefined) {
        throw new Failure(EXIT.notAllowed, `There is no API key for ${showAddress(url)}. Sign in with \`kv login\`.`);
      }
      print(apiKey);
    });
};
