import { hashSecret, makeApiKey } from './auth/secrets.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

const DEFAULT_TENANT = { slug: 'default', name: 'Default' };

interface FirstStart {
  readonly tenantId: string;
  /** The admin key if this start created it, the only time it can be shown. */
  readonly newAdminApiKey: string | undefined;
}

/** Creates the default tenant with its licence limit, and an admin key. Safe to repeat. */
export async function prepareStore(store: Store, { licensePairs, adminApiKey }: Config): Promise<FirstStart> {
  const tenantId = await store.ensureTenant({ ...DEFAULT_TENANT, pairLimit: licensePairs });
  await store.setConfiguredApiKey(adminApiKey === undefined ? undefined : hashSecret(adminApiKey), tenantId);
  if (await store.findAdminApiKey(tenantId)) return { tenantId, newAdminApiKey: undefined };
  const newAdminApiKey = makeApiKey();
  await store.createApiKey({ name: 'admin', hash: hashSecret(newAdminApiKey), tenantId });
  return { tenantId, newAdminApiKey };
}
