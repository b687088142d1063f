import { existsSync } from 'node:fs';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import { SERVER_FILE } from '../package-files.ts';

export const addServe: AddCommand = (kv, { io }) => {
  kv.command('serve')
    .summary('run the server and its admin UI on this machine')
    .description(
      'Runs the server until you stop it. Configure it with environment variables: KV_PORT, KV_DATABASE_URL, …',
    )
    .option('--open', 'open the admin UI in the browser, signed in')
    .action(async ({ open }: { readonly open?: true }) => {
      if (!existsSync(SERVER_FILE))
        throw new Failure(EXIT.failed, 'The server is not built. Run `npm run build` first.');
      // In its own process group, so that Ctrl-C reaches it once: a second signal means to stop immediately.
      const exitCode = await io.run(process.execPath, [SERVER_FILE, ...(open ? ['--open'] : [])], { isOwnGroup: true });
      // The server has already printed the reason.
      if (exitCode !== 0) throw new Failure(exitCode, '');
    });
};
