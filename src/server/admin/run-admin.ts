import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { backUpStore, type DatabaseLocation, restoreStore, verifyStore } from '../store/open-store.ts';
import { StoreStartError } from '../store/store-start-error.ts';
import { describeFindings, MaintenanceError, type Progress, type Verification } from '../store/verification.ts';

interface AdminOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends a backup or a restore, which leave nothing behind then. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Writes a result as a line. */
  readonly print: (line: string) => void;
  /** Writes an error as a line. */
  readonly complain: (line: string) => void;
}

const USAGE = 'usage: backup FILE | verify [FILE] | restore BACKUP [--force]';

/** Runs `backup FILE`, `verify [FILE]` or `restore BACKUP [--force]`. Resolves to an exit code. */
export async function runAdmin(argv: readonly string[], options: AdminOptions): Promise<number> {
  try {
    return await run(argv, options);
  } catch (error) {
    if (error instanceof ConfigError) for (const line of error.lines) options.complain(line);
    else if (error instanceof MaintenanceError || error instanceof StoreStartError) options.complain(error.message);
    else throw error;
    return 1;
  }
}

async function run(argv: readonly string[], { env, signal, progress, print, complain }: AdminOptions): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { force: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [command, file] = positionals;
  // The other settings of the server make no difference, not even wrong ones.
  const { database } = readConfig({ KV_DATABASE_URL: env.KV_DATABASE_URL });
  if (command === 'backup' && file !== undefined) {
    const made = await backUpStore(database, file, { progress, signal });
    print(`Backed up ${describeContent(made)} to ${made.name} (${megabytes(made)}, verified).`);
    return 0;
  }
  if (command === 'restore' && file !== undefined) {
    const restored = await restoreStore(database, file, { progress, signal, force: values.force });
    print(`Restored ${describeContent(restored)} to ${restored.name}. API keys and sessions are those of the backup.`);
    if (restored.aside !== undefined) print(`The database that was there is now ${restored.aside}`);
    return 0;
  }
  if (command !== 'verify') {
    complain(USAGE);
    return 2;
  }
  const place: DatabaseLocation = file === undefined ? database : { kind: 'file', path: resolve(file) };
  const found = await verifyStore(place, (work, share) => {
    signal.throwIfAborted();
    progress(work, share);
  });
  if (found.findings.length === 0) {
    print(`${found.name} is sound: ${describeContent(found)}, ${megabytes(found)} read.`);
    return 0;
  }
  complain(
    `${found.name} is damaged: ${describeFindings(found)}. Stop the server and restore a backup: kv admin restore BACKUP --force. The damaged database is kept under another name.`,
  );
  return 1;
}

function describeContent({ teams, pairs, versions }: Verification): string {
  return [count(pairs, 'pair'), count(versions, 'version'), count(teams, 'team')].join(', ');
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function megabytes({ bytes }: Verification): string {
  return `${(bytes / 1e6).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
