import type { Identity, Scope, Store } from '../store/store.ts';
import type { Via } from '../store/writes.ts';
import { hashSecret, mayBeApiKey } from './secrets.ts';
import type { Sessions } from './sessions.ts';

/** The headers that identify the caller. */
export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** The `Cookie` header; undefined unless the request comes from our own page. */
  readonly cookie: string | undefined;
  /** The `X-PREFECT-TENANT-ID` header. */
  readonly tenantId: string | undefined;
  /** The `X-KV-CLIENT` header, `name/version` of one of our clients. */
  readonly client: string | undefined;
  /** The `X-PREFECT-CORE-VERSION` header, which the original client sends. */
  readonly coreVersion: string | undefined;
}

/** By the name in `X-KV-CLIENT`. */
const CLIENTS = new Map<string | undefined, Via>([
  ['cli', 'cli'],
  ['typescript', 'typescript'],
]);

/**
 * The scope of a request, by its API key or else by its session. A key wins, so that a cookie that happens to be sent
 * too cannot change the meaning of the request. Undefined for wrong, expired or missing credentials and for a tenant
 * that is not the caller's; a caller cannot learn which.
 */
export async function authenticate(
  store: Store,
  sessions: Sessions,
  credentials: Credentials,
): Promise<Scope | undefined> {
  const { authorization, cookie, tenantId } = credentials;
  const identity =
    authorization === undefined
      ? await findSession(store, sessions.tokenOf(cookie))
      : await findApiKey(store, authorization);
  const scope = identity && { ...identity, via: readVia(credentials) };
  if (!scope || tenantId === undefined || tenantId.toLowerCase() === scope.tenantId) return scope;
  return await store.withTenant(scope, tenantId.toLowerCase());
}

/** Only for people to read. It proves nothing, because anyone with a key may send any header. */
function readVia({ authorization, client, coreVersion }: Credentials): Via {
  if (authorization === undefined) return 'ui';
  const known = CLIENTS.get(/^([a-z]+)\//.exec(client ?? '')?.[1]);
  return known ?? (coreVersion === undefined ? 'api' : 'python');
}

async function findSession(store: Store, token: string | undefined): Promise<Identity | undefined> {
  return token ? await store.findSession(hashSecret(token)) : undefined;
}

async function findApiKey(store: Store, authorization: string): Promise<Identity | undefined> {
  const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  return key !== undefined && mayBeApiKey(key) ? await store.findApiKey(hashSecret(key)) : undefined;
}
