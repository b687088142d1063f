import { randomUUID } from 'node:crypto';
import { KvError } from '#contract/errors.ts';
import { MAX_API_KEYS } from '#contract/limits.ts';
import { createChangeLog } from '../changes/change-log.ts';
import { createIdempotency, toRepeatableRequest } from '../pairs/idempotency.ts';
import type { Dialect } from '../programs/engine.ts';
import { all, compile, first, type Program, run } from '../programs/program.ts';
import type { IssuedApiKey, IssuedApiKeyResult, Scope } from '../store.ts';
import { liveApiKeys } from './api-keys.ts';
import { createEndedKeys } from './ended-api-keys.ts';
import { assertNameIsFree } from './key-names.ts';

/** Keys that callers create, with the rules that hold for them. */
export function createKeyIssue(dialect: Dialect, clock: () => Date) {
  const { queries } = dialect;
  const { lockTenant } = createChangeLog(dialect);
  const { once } = createIdempotency(dialect, clock);
  const endedKeys = createEndedKeys(dialect);
  const now = () => clock().toISOString();

  /** See `Store.issueApiKey`. */
  function* issue(scope: Scope, key: IssuedApiKey): Program<IssuedApiKeyResult> {
    // A key that is being revoked must not leave another one behind.
    yield* lockTenant(scope);
    const creators = liveApiKeys(dialect, now()).select('expires').where('id', '=', scope.actorId);
    const creator = yield* first(compile(creators));
    if (!creator) throw new KvError('UNAUTHENTICATED', 'This API key was revoked or has expired.');
    const request = toRepeatableRequest(key.idempotencyKey, ['create_api_key', key.name, key.expires], undefined);
    let isRepeat = true;
    const insertNew = function* () {
      isRepeat = false;
      return yield* insert(scope, key, creator.expires);
    };
    const id = yield* once(scope, request, insertNew());
    return { id, isRepeat };
  }

  function* insert(scope: Scope, key: IssuedApiKey, creatorExpires: string | null): Program<string> {
    const expires = readExpiry(key.expires, creatorExpires);
    const ofTenant = liveApiKeys(dialect, now()).select('name').where('tenant_id', '=', scope.tenantId);
    const live = yield* all(compile(ofTenant));
    assertNameIsFree(
      key.name,
      live.map(({ name }) => name),
    );
    assertRoom(live.length);
    const row = {
      id: randomUUID(),
      tenant_id: scope.tenantId,
      user_id: scope.userId,
      name: key.name,
      hash: key.hash,
      configured: 0,
      created: now(),
      expires,
      creator_id: scope.userId,
      creator_name: scope.actorName,
      creator_key_id: scope.actorId,
    };
    yield* run(compile(queries.insertInto('api_key').values(row)));
    yield* endedKeys.forget(scope.tenantId, now());
    return row.id;
  }

  return { issue };
}

function assertRoom(used: number): void {
  if (used < MAX_API_KEYS) return;
  throw new KvError(
    'BAD_USER_INPUT',
    `A team can have at most ${MAX_API_KEYS.toLocaleString('en')} API keys: revoke one first.`,
    { used, limit: MAX_API_KEYS },
  );
}

/** Otherwise a key that ends soon could be turned into one that never does. */
function readExpiry(wanted: string | undefined, creatorExpires: string | null): string | null {
  if (wanted !== undefined && creatorExpires !== null && wanted > creatorExpires) {
    throw new KvError(
      'BAD_USER_INPUT',
      `An API key cannot outlive the one that creates it, which expires at ${creatorExpires}. Choose an earlier time, or none for the same.`,
    );
  }
  return wanted ?? creatorExpires;
}
