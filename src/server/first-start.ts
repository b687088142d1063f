import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashSecret, makeApiKey } from './auth/secrets.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

const DEFAULT_TENANT = { slug: 'default', name: 'Default' };

interface FirstStart {
  readonly tenantId: string;
  /** The admin key, when this start has made it: the only time it can be shown. */
  readonly newAdminApiKey: string | undefined;
}

/** Makes what a store needs to be used: the default tenant with its licence, and an admin key. Safe to repeat. */
export async function prepareStore(store: Store, { licensePairs, adminApiKey }: Config): Promise<FirstStart> {
  const tenantId = await store.ensureTenant({ ...DEFAULT_TENANT, pairLimit: licensePairs });
  await store.setConfiguredApiKey(adminApiKey === undefined ? undefined : hashSecret(adminApiKey), tenantId);
  if (await store.findAdminApiKey(tenantId)) return { tenantId, newAdminApiKey: undefined };
  const newAdminApiKey = makeApiKey();
  await store.createApiKey({ name: 'admin', hash: hashSecret(newAdminApiKey), tenantId });
  return { tenantId, newAdminApiKey };
}

/** Where clients on this machine find the keys of local servers: one object, by address of the server. */
export function credentialsFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'kv-store', 'credentials.json');
}

/** Adds the key of a server to the credentials file, which only its owner may read. */
export function saveCredentials(file: string, url: string, apiKey: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const saved = { ...readSaved(file), [url]: { api_key: apiKey } };
  // Written aside and renamed, so that a crash cannot leave half a file or one that others may read.
  const aside = `${file}.${process.pid}.tmp`;
  writeFileSync(aside, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 });
  chmodSync(aside, 0o600);
  renameSync(aside, file);
}

function readSaved(file: string): object {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof saved === 'object' && saved !== null ? saved : {};
  } catch {
    return {};
  }
}
