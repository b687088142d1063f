import { KvError } from '#contract/errors.ts';
import type { VariablesOf } from '#contract/graphql.ts';
import { version } from '../../package.json';
import { fromValueText, toExactText, toValueText } from './json-value.ts';
import {
  DeletePair,
  EndSession,
  FindPair,
  GetPair,
  GetStatus,
  GetText,
  ListKeys,
  ListPairs,
  ListSessions,
  RenamePair,
  SetPair,
} from './kv-documents.ts';
import type { CallOptions, KvClient, KvClientOptions, KvPairSummary, ListOptions, WriteOptions } from './kv-types.ts';
import { withRetries } from './retry.ts';
import { toEndpoint } from './server-address.ts';
import { createGraphqlClient, createTransport } from './transport.ts';

const DEADLINE_MS = 30_000;
const PAGE_SIZE = 500;
/** Attempts to look up and write a pair that keeps changing in between. */
const MAX_LOOKUPS = 5;

/**
 * A client for one server and team, for Node and browsers. It keeps no connection open.
 *
 * @example
 * const kv = createKvClient({ url: 'http://127.0.0.1:4200', apiKey });
 * await kv.setKeyValue('foo', { bar: 1 });
 */
export function createKvClient(options: KvClientOptions): KvClient {
  const { apiKey, tenantId, deadlineMs = DEADLINE_MS, agent = `typescript/${version}` } = options;
  const transport = createTransport(
    createGraphqlClient({
      url: toEndpoint(options.url),
      fetch: options.fetch,
      headers: {
        'x-kv-client': agent,
        ...(apiKey !== undefined && { authorization: `Bearer ${toHeaderText(apiKey)}` }),
        ...(tenantId !== undefined && { 'x-prefect-tenant-id': toHeaderText(tenantId) }),
      },
    }),
  );

  const query: typeof transport.query = (document, variables, signal) =>
    withRetries((trySignal) => transport.query(document, variables, trySignal), {
      deadlineMs,
      signal: join(options.signal, signal),
    });

  /** A retry sends `variables` unchanged, so they must contain an idempotency key unless a second time does nothing. */
  const mutate: typeof transport.mutate = (document, variables, signal) =>
    withRetries((trySignal) => transport.mutate(document, variables, trySignal), {
      deadlineMs,
      signal: join(options.signal, signal),
    });

  async function setText(key: string, valueText: string, { expectedVersion, note, signal }: WriteOptions = {}) {
    const input = {
      key,
      value_text: valueText,
      expected_version: expectedVersion,
      note,
      idempotency_key: makeIdempotencyKey(),
    };
    return (await mutate(SetPair, { input }, signal)).set_key_value.id;
  }

  async function getText(key: string, { signal }: CallOptions = {}) {
    return orNotFound((await query(GetText, { key }, signal)).key_value[0]).value_text;
  }

  /**
   * Looks the pair up and writes it by id, at the version it had, because a rename in between may give the key to
   * another pair. If the pair changed in between and the caller gave no `expectedVersion`, it looks the pair up again.
   */
  async function writePair<Result>(
    key: string,
    { expectedVersion, note, signal }: WriteOptions,
    write: (pair: PairInput) => Promise<Result>,
  ): Promise<Result> {
    for (let lookups = 1; ; lookups += 1) {
      const pair = orNotFound((await query(FindPair, { key }, signal)).key_value[0]);
      try {
        return await write({
          key_value_id: pair.id,
          expected_version: expectedVersion ?? pair.version,
          idempotency_key: makeIdempotencyKey(),
          note,
        });
      } catch (error) {
        const isRace = error instanceof KvError && error.code === 'VERSION_CONFLICT' && expectedVersion === undefined;
        if (!isRace || lookups === MAX_LOOKUPS) throw error;
      }
    }
  }

  /** Pages by key, not by offset, so that pairs added or deleted during the listing shift nothing. */
  async function* pages<Pair extends { readonly key: string }>(
    fetchPage: (where: Where) => Promise<readonly Pair[]>,
    prefix: string,
  ): AsyncGenerator<Pair, void, undefined> {
    for (let after: string | undefined; ; ) {
      const page = await fetchPage(toWhere(prefix, after));
      yield* page;
      if (page.length < PAGE_SIZE) return;
      after = page.at(-1)?.key;
    }
  }

  return {
    setKeyValue: async (key, value, more) => setText(key, toExactText(toValueText(value)), more),
    setKeyValueText: async (key, text, more) => setText(key, toExactText(text), more),
    getKeyValue: async (key, more) => fromValueText(await getText(key, more)),
    getKeyValueText: getText,

    async getPair(key, { signal } = {}) {
      const { value_text, ...pair } = orNotFound((await query(GetPair, { key }, signal)).key_value[0]);
      return { ...toSummary(pair), valueText: value_text };
    },

    deleteKey: (key, more = {}) =>
      writePair(key, more, async (input) => {
        const { success } = (await mutate(DeletePair, { input }, more.signal)).delete_key_value;
        orNotFound(success || undefined);
        return true as const;
      }),

    renameKey: (key, newKey, more = {}) =>
      writePair(
        key,
        more,
        async (input) =>
          (await mutate(RenamePair, { input: { ...input, key: newKey } }, more.signal)).rename_key_value.id,
      ),

    async listKeys({ prefix = '', signal } = {}) {
      return (await query(ListKeys, { where: toWhere(prefix) }, signal)).key_value.map(({ key }) => key);
    },

    async *keys({ prefix = '', signal }: ListOptions = {}) {
      const fetchPage = async (where: Where) => (await query(ListKeys, { where, limit: PAGE_SIZE }, signal)).key_value;
      for await (const { key } of pages(fetchPage, prefix)) yield key;
    },

    async *pairs({ prefix = '', signal }: ListOptions = {}) {
      const fetchPage = async (where: Where) => (await query(ListPairs, { where, limit: PAGE_SIZE }, signal)).key_value;
      for await (const pair of pages(fetchPage, prefix)) yield toSummary(pair);
    },

    async getStatus({ signal } = {}) {
      const { auth_info, tenant, key_value_aggregate } = await query(GetStatus, {}, signal);
      const { terms } = auth_info.license as { terms: { key_value_pairs: number } };
      return {
        tenant: orNotFound(tenant.find(({ id }) => id === auth_info.tenant_id)),
        userName: auth_info.user_name,
        pairs: { used: key_value_aggregate.aggregate.count, limit: terms.key_value_pairs },
      };
    },

    async listSessions({ signal } = {}) {
      return (await query(ListSessions, {}, signal)).auth_session.map(
        ({ id, api_key_name, created, last_seen, expires_at, current }) => ({
          ...{ id, apiKeyName: api_key_name, created, lastSeen: last_seen, expires: expires_at },
          isCurrent: current,
        }),
      );
    },

    // Ended twice is ended, so a retry needs no idempotency key.
    endSession: async (session_id, { signal } = {}) =>
      (await mutate(EndSession, { input: { session_id } }, signal)).delete_session.success,
  };
}

/** 128 random bits. Not `randomUUID`, which browsers offer only to pages over TLS or on loopback. */
function makeIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type PairInput = Omit<VariablesOf<typeof RenamePair>['input'], 'key'>;
type Where = VariablesOf<typeof ListKeys>['where'];

function toWhere(prefix: string, after?: string): Where {
  if (prefix === '') return { key: { _gt: after } };
  // `%`, `_` and `\` are literal in a prefix.
  return { key: { _like: `${prefix.replace(/[\\%_]/g, '\\$&')}%`, _gt: after } };
}

interface SummaryFields extends Omit<KvPairSummary, 'type' | 'updatedBy'> {
  readonly type: string;
  readonly updated_by: string;
}

function toSummary({ updated_by, ...pair }: SummaryFields): KvPairSummary {
  return { ...pair, type: pair.type as KvPairSummary['type'], updatedBy: updated_by };
}

function orNotFound<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new KvError('NOT_FOUND', 'There is no pair with this key.');
  return found;
}

/** Refuses text that a header cannot carry, because fetch would fail as if the server could not be reached. */
function toHeaderText(text: string): string {
  if (/^[!-~]+$/.test(text)) return text;
  throw new KvError('BAD_USER_INPUT', 'An API key and a tenant id can contain only letters, digits, - and _.');
}

function join(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other);
}
