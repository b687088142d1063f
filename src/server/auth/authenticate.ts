import type { Scope, Store } from '../store/store.ts';
import { hashSecret, mayBeApiKey } from './secrets.ts';
import type { Sessions } from './sessions.ts';

/** What of a request tells who sends it. */
export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** The `Cookie` header, when it may be used: the request comes from our own page. */
  readonly cookie: string | undefined;
  /** The `X-PREFECT-TENANT-ID` header. */
  readonly tenantId: string | undefined;
}

/**
 * The scope of a request: by its API key, else by its session; a key wins, so that a request never changes its
 * meaning with a cookie that happens to be there. Undefined for wrong, ended or missing credentials and for a tenant
 * that is not the caller's, without telling which.
 */
export async function authenticate(
  store: Store,
  sessions: Sessions,
  { authorization, cookie, tenantId }: Credentials,
): Promise<Scope | undefined> {
  const scope =
    authorization === undefined
      ? await findSession(store, sessions.tokenOf(cookie))
      : await findApiKey(store, authorization);
  if (!scope || tenantId === undefined || tenantId.toLowerCase() === scope.tenantId) return scope;
  return await store.withTenant(scope, tenantId.toLowerCase());
}

async function findSession(store: Store, token: string | undefined): Promise<Scope | undefined> {
  return token ? await store.findSession(hashSecret(token)) : undefined;
}

async function findApiKey(store: Store, authorization: string): Promise<Scope | undefined> {
  const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  return key !== undefined && mayBeApiKey(key) ? await store.findApiKey(hashSecret(key)) : undefined;
}
