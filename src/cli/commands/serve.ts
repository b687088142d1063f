import { existsSync } from 'node:fs';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import { SERVER_FILE } from '../package-files.ts';

export const addServe: AddCommand = (kv, { io }) => {
  kv.command('serve')
    .summary('run the server and its admin UI on this machine')
    .description(
      'Runs the server until it is stopped. Its settings are environment variables: KV_PORT, KV_DATABASE_URL, …',
    )
    .action(async () => {
      if (!existsSync(SERVER_FILE))
        throw new Failure(EXIT.failed, 'The server is not built. Run `npm run build` first.');
      // In a group of its own, so that Ctrl-C reaches it once: a second signal means to stop at once.
      const exitCode = await io.run(process.execPath, [SERVER_FILE], { isOwnGroup: true });
      // The server has said itself what is wrong.
      if (exitCode !== 0) throw new Failure(exitCode, '');
    });
};
