import type { AddCommand } from '../context.ts';
import { jsonOutputOption } from '../options.ts';

export const addStatus: AddCommand = (kv, { client, settings, print }) => {
  kv.command('status')
    .summary('show server, team and licence usage')
    .addOption(jsonOutputOption())
    .action(async ({ output }: { readonly output?: 'json' }) => {
      const { url } = settings();
      const { tenant, userName, pairs } = await client().getStatus();
      if (output === 'json') {
        print(JSON.stringify({ server: url, team: tenant, key: userName, pairs }, null, 2), 'lines');
        return;
      }
      print(`Server  ${url}`);
      print(`Team    ${tenant.name} (${tenant.slug})`);
      print(`Key     ${userName}`);
      print(`Pairs   ${pairs.used}/${pairs.limit}`);
    });
};
