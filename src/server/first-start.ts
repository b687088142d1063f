import { hashSecret, makeApiKey } from './auth/secrets.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

const DEFAULT_TENANT = { slug: 'default', name: 'Default' };

/**
 * Shows or saves a new admin key for the server at `url`. Returns whether someone can find it; a key that nobody can
 * find is not made.
 */
export type KeepAdminKey = (url: string, apiKey: string) => boolean;

/** Creates the default tenant with its licence limit; resolves to its id. Safe to repeat. */
export async function prepareStore(store: Store, { licensePairs, adminApiKey }: Config): Promise<string> {
  const tenantId = await store.ensureTenant({ ...DEFAULT_TENANT, pairLimit: licensePairs });
  await store.setConfiguredApiKey(adminApiKey === undefined ? undefined : hashSecret(adminApiKey), tenantId);
  return tenantId;
}

/**
 * Creates an admin key if no key of the tenant works. Resolves to it, or to undefined. It is kept before it is created:
 * after a crash in between, the next start creates another one.
 */
export async function ensureAdminKey(
  store: Store,
  tenantId: string,
  keep: (apiKey: string) => boolean,
): Promise<string | undefined> {
  if (await store.findAdminApiKey(tenantId)) return undefined;
  const apiKey = makeApiKey();
  if (!keep(apiKey)) return undefined;
  await store.createApiKey({ name: 'admin', hash: hashSecret(apiKey), tenantId });
  return apiKey;
}
