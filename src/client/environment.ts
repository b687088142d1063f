import {
  credentialsFile,
  DEFAULT_SERVER_URL,
  findCurrentServer,
  findServer,
  parseCredentials,
  type SavedCredentials,
} from '#local/credentials.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ServerSettings {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly tenantId: string | undefined;
}

/**
 * Chooses server and key, first match wins: `KV_API_URL`, `KV_API_KEY` and `KV_TENANT_ID`; the saved credentials;
 * `PREFECT__CLOUD__API`, `PREFECT__CLOUD__API_KEY` and `PREFECT__CLOUD__TENANT_ID`; the server that `npm start` runs.
 * A key is only ever sent to the server that it was set or saved for.
 */
export function readServerSettings(env: Environment): ServerSettings {
  const saved = readSavedCredentials(env);
  const url = env.KV_API_URL || findCurrentServer(saved) || env.PREFECT__CLOUD__API || DEFAULT_SERVER_URL;
  const server = findServer(saved, url);
  const isPrefects = url === env.PREFECT__CLOUD__API;
  // An empty setting counts as unset: that is how a compose file passes on an unset variable.
  if (env.KV_API_KEY) return { url, apiKey: env.KV_API_KEY, tenantId: env.KV_TENANT_ID || undefined };
  if (server) return { url, apiKey: server.api_key, tenantId: env.KV_TENANT_ID || server.tenant_id };
  const apiKey = (isPrefects && env.PREFECT__CLOUD__API_KEY) || undefined;
  return { url, apiKey, tenantId: env.KV_TENANT_ID || (isPrefects && env.PREFECT__CLOUD__TENANT_ID) || undefined };
}

/** The environment of this process; empty in a browser. */
export const processEnvironment = (): Environment => globalThis.process?.env ?? {};

/** Empty if there is no readable file, and in a browser. */
export function readSavedCredentials(env: Environment): SavedCredentials {
  // Not imported, because a bundle for browsers could not resolve node:fs.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  if (!fs || !os) return {};
  try {
    return parseCredentials(fs.readFileSync(credentialsFile(env, os.homedir()), 'utf8'));
  } catch {
    // A missing or unreadable file means that nothing is saved for this user.
    return {};
  }
}
