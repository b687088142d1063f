import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { seedWrites } from './seed-pairs.ts';
import { describeDatabase, openStore } from './store/open-store.ts';
import type { Scope, Store } from './store/store.ts';
import { StoreStartError } from './store/store-start-error.ts';

/*
 * `npm run seed -- --pairs 1000` fills the store that `KV_DATABASE_URL` names, while no server has it open. Existing
 * keys get new values.
 */

/** Concurrent writes; the store commits them together. */
const BATCH = 500;
/** The age of the first write. */
const HISTORY_MS = 90 * 24 * 60 * 60 * 1000;

/** Wrong usage, reported in one line without a stack. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const count = readCount();
  const { database, licensePairs } = readConfig(process.env);
  const store = await openStore({ database, clock: createPastClock(count * 2) });
  try {
    const held = await seed(store, count, licensePairs);
    say(
      `Seeded ${format(count)} pairs. The tenant "default" in ${describeDatabase(database)} now has ${format(held)}.`,
    );
    if (held < licensePairs) return;
    say(
      `Its licence allows ${format(licensePairs)}. To add pairs, start the server with KV_LICENSE_PAIRS=${held * 2}.`,
    );
  } finally {
    await store.close();
  }
}

function readCount(): number {
  const pairs = readPairsOption();
  if (!/^[1-9][0-9]{0,7}$/.test(pairs)) throw new UsageError('--pairs must be a whole number from 1 to 99999999.');
  return Number(pairs);
}

function readPairsOption(): string {
  try {
    return parseArgs({ options: { pairs: { type: 'string', default: '1000' } } }).values.pairs;
  } catch (error) {
    throw new UsageError('Usage: npm run seed -- --pairs 1000', { cause: error });
  }
}

/** Resolves to the number of pairs that the tenant has. */
async function seed(store: Store, count: number, licensePairs: number): Promise<number> {
  const tenant = { slug: 'default', name: 'Default' };
  const tenantId = await store.ensureTenant({ ...tenant, pairLimit: Number.MAX_SAFE_INTEGER });
  const scopes = new Map<string, Scope>();
  const scopeOf = (actorName: string): Scope => {
    const known = scopes.get(actorName);
    if (known) return known;
    const scope: Scope = { tenantId, actorId: randomUUID(), actorName, userId: randomUUID(), via: 'api' };
    scopes.set(actorName, scope);
    return scope;
  };

  let batch: Promise<unknown>[] = [];
  for (const { actorName, ...write } of seedWrites(count)) {
    batch.push(store.pairs(scopeOf(actorName)).set(write));
    if (batch.length < BATCH) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);

  await store.ensureTenant({ ...tenant, pairLimit: licensePairs });
  return store.pairs(scopeOf('seed')).count();
}

/** A clock that moves from the past to about now in `readings` readings, so that pairs differ in age. */
function createPastClock(readings: number): () => Date {
  let time = Date.now() - HISTORY_MS;
  return () => {
    time += HISTORY_MS / readings;
    return new Date(Math.min(time, Date.now()));
  };
}

function format(count: number): string {
  return count.toLocaleString('en');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  const isExpected = error instanceof StoreStartError || error instanceof ConfigError || error instanceof UsageError;
  process.stderr.write(`${isExpected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
