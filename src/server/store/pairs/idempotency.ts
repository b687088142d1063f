import { createHash } from 'node:crypto';
import { KvError } from '#contract/errors.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, first, type Program, run, template } from '../programs/program.ts';
import type { Scope } from '../store.ts';

/** How long a request is remembered. */
const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000;

/** Requests that a batch forgets. */
const SWEEP_BATCH = 500;

/** A request that may be sent again and must have one effect. */
export interface RepeatableRequest {
  readonly idempotencyKey: string;
  readonly hash: string;
}

/**
 * Undefined without an idempotency key: the request is not remembered. `content` and `note` identify the request.
 */
export function toRepeatableRequest(
  idempotencyKey: string | undefined,
  content: readonly (string | number | undefined)[],
  note: string | undefined,
): RepeatableRequest | undefined {
  if (idempotencyKey === undefined) return undefined;
  // Without a note nothing is added: such requests keep the hash they had before notes existed.
  const all = note === undefined ? content : [...content, note];
  const hash = createHash('sha256').update(JSON.stringify(all)).digest('base64');
  return { idempotencyKey, hash };
}

interface RequestParameters {
  tenantId: string;
  actorId: string;
  key: string;
}

/** Answers to earlier requests, by actor and idempotency key. */
export function createIdempotency({ queries }: Dialect, clock: () => Date) {
  const earlierRequest = template((request: RequestParameters & { after: string }) =>
    queries
      .selectFrom('idempotency')
      .select(['request_hash', 'result'])
      .where('tenant_id', '=', request.tenantId)
      .where('actor_id', '=', request.actorId)
      .where('key', '=', request.key)
      .where('created', '>', request.after),
  );

  const insertRequest = template((request: RequestParameters & { hash: string; result: string; created: string }) =>
    queries
      .insertInto('idempotency')
      .values({
        tenant_id: request.tenantId,
        actor_id: request.actorId,
        key: request.key,
        request_hash: request.hash,
        result: request.result,
        created: request.created,
      })
      // A row that exists here is too old to count.
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'actor_id', 'key']).doUpdateSet((row) => ({
          request_hash: row.ref('excluded.request_hash'),
          result: row.ref('excluded.result'),
          created: row.ref('excluded.created'),
        })),
      ),
  );

  const oldestRequests = template(({ before }: { before: string }) =>
    queries
      .selectFrom('idempotency')
      .select('created')
      .where('created', '<=', before)
      .orderBy('created')
      .limit(SWEEP_BATCH),
  );

  const deleteRequests = template(({ before }: { before: string }) =>
    queries.deleteFrom('idempotency').where('created', '<=', before),
  );

  const forgottenBefore = () => new Date(clock().getTime() - IDEMPOTENCY_MS).toISOString();

  /**
   * Does `work` unless this request was answered before; then resolves to that answer. Call it with the tenant
   * locked, or two simultaneous requests would both find nothing.
   *
   * @throws {KvError} `BAD_USER_INPUT` when the idempotency key came with another request
   */
  function* once<Result>(scope: Scope, request: RepeatableRequest | undefined, work: Program<Result>): Program<Result> {
    if (!request) return yield* work;
    const parameters = { tenantId: scope.tenantId, actorId: scope.actorId, key: request.idempotencyKey };
    const earlier = yield* first(earlierRequest({ after: forgottenBefore(), ...parameters }));
    if (earlier && earlier.request_hash !== request.hash) {
      throw new KvError('BAD_USER_INPUT', 'The idempotency key was used for another request.');
    }
    if (earlier) return JSON.parse(earlier.result) as Result;
    const result = yield* work;
    const created = clock().toISOString();
    yield* run(insertRequest({ hash: request.hash, result: JSON.stringify(result), created, ...parameters }));
    return result;
  }

  /** One batch of requests that are too old to count. Resolves to whether no more are left. */
  function* sweep(): Program<boolean> {
    const oldest = yield* all(oldestRequests({ before: forgottenBefore() }));
    const last = oldest.at(-1);
    if (last) yield* run(deleteRequests({ before: last.created }));
    return oldest.length < SWEEP_BATCH;
  }

  return { once, sweep };
}
