import { existsSync } from 'node:fs';
import type { AddCommand } from '../context.ts';
import { EXIT, Failure } from '../exit-codes.ts';
import { ADMIN_FILE } from '../package-files.ts';

export const addAdmin: AddCommand = (kv, { io }) => {
  const admin = kv
    .command('admin')
    .summary('back up, verify and restore the database')
    .description(
      'Works on the database itself, on the machine of the server: KV_DATABASE_URL, or ./data/kv.sqlite in this folder.',
    );

  async function run(...args: readonly string[]): Promise<void> {
    if (!existsSync(ADMIN_FILE)) throw new Failure(EXIT.failed, 'The server is not built. Run `npm run build` first.');
    // In its own process group, so that Ctrl-C reaches it once.
    const exitCode = await io.run(process.execPath, [ADMIN_FILE, ...args], { isOwnGroup: true });
    // The reason is already printed.
    if (exitCode !== 0) throw new Failure(exitCode, '');
  }

  admin
    .command('backup')
    .summary('copy the database, also while the server runs')
    .description('Copies the database to a new file, also while the server runs, and verifies the copy.')
    .argument('<file>', 'where to; it must not exist')
    .action((file: string) => run('backup', '--', file));

  admin
    .command('verify')
    .summary('read everything in the database, or in a backup')
    .description('Reads everything in the database, also while the server runs, or in a backup. Changes nothing.')
    .argument('[file]', 'a backup; by default the database')
    .action((file: string | undefined) => run('verify', ...(file === undefined ? [] : ['--', file])));

  admin
    .command('restore')
    .summary('restore a backup; the server must not run')
    .description('Verifies a backup and puts a copy of it in the place of the database. The server must not run.')
    .argument('<backup>', 'a file that `kv admin backup` has made')
    .option('--force', 'set the database that is there aside, under another name')
    .action((backup: string, { force }: { readonly force?: true }) =>
      run('restore', ...(force ? ['--force'] : []), '--', backup),
    );
};
