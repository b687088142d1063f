import { createHash, randomUUID } from 'node:crypto';
import type { PairColumn } from '../pair-fields.ts';
import type { ComparisonOperator, IssuedApiKey, PairFilter, PairStore, Scope, Store } from '../store.ts';
import type { ClockTrustOptions } from '../upkeep/clock-trust.ts';

/** Makes an empty store of the engine under test. */
export type CreateStore = (options: Required<ClockTrustOptions>) => Promise<Store>;

/** How much to write in tests with many simultaneous clients. */
export interface TestLoad {
  readonly changes: number;
  readonly increments: number;
  /** How many generated filters are compared with the model. */
  readonly filterRuns: number;
}

/** A time that stands still until the test moves it. */
export class TestClock {
  #now = new Date('2026-08-22T09:00:00.000Z');

  #runningMs = 0;

  readonly read = (): Date => this.#now;

  readonly runningMs = (): number => this.#runningMs;

  /** Lets time pass. */
  advance(ms: number): void {
    this.#runningMs += ms;
    this.jump(ms);
  }

  /** Sets the clock to another time, though none has passed. */
  jump(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

/** What tests of the contract work with. */
export interface ContractContext {
  readonly store: Store;
  readonly clock: TestClock;
  /** What the store has told its operator. */
  readonly notices: readonly string[];
}

export interface TestTenant {
  readonly scope: Scope;
  readonly pairs: PairStore;
}

/** A tenant of its own with an API key. The licence goes for all tenants of the store. */
export async function createTenant(store: Store, pairLimit = 1_000_000): Promise<TestTenant> {
  const tenantId = await store.ensureTenant({ slug: randomUUID(), name: 'Test', pairLimit });
  const scope = await createActor(store, tenantId, 'ada');
  return { scope, pairs: store.pairs(scope) };
}

/** The scope of a new API key. */
export async function createActor(store: Store, tenantId: string, name: string): Promise<Scope> {
  const hash = hashOf(randomUUID());
  await store.createApiKey({ name, hash, tenantId });
  const identity = await store.findApiKey(hash);
  if (!identity) throw new Error('a new API key was not found');
  return { ...identity, via: 'api' };
}

/** The scope of a new API key that the actor of `scope` creates. */
export async function issueKey(store: Store, scope: Scope, key: Omit<IssuedApiKey, 'hash'>): Promise<Scope> {
  const hash = hashOf(randomUUID());
  await store.issueApiKey(scope, { hash, ...key });
  const identity = await store.findApiKey(hash);
  if (!identity) throw new Error('a new API key was not found');
  return { ...identity, via: 'api' };
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function compare(column: PairColumn, operator: ComparisonOperator, operand: string | number | null): PairFilter {
  return { kind: 'compare', column, operator, operand };
}

export function not(filter: PairFilter): PairFilter {
  return { kind: 'not', filter };
}

/** Keys of the pairs that match, in order. */
export async function keysOf(pairs: PairStore, filter?: PairFilter): Promise<string[]> {
  const found = await pairs.list({ filter }, ['key']);
  return found.map(({ key }) => key);
}

/** The text of a value; undefined when there is no such pair. */
export async function textOf(pairs: PairStore, key: string): Promise<string | undefined> {
  const [pair] = await pairs.list({ filter: compare('key', 'eq', key) }, ['valueText']);
  return pair?.valueText;
}
