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
 * Which server and key are meant: `KV_API_URL`, `KV_API_KEY`, `KV_TENANT_ID`, then the saved credentials, then
 * `PREFECT__CLOUD__API`, `PREFECT__CLOUD__API_KEY`, `PREFECT__CLOUD__TENANT_ID`, then the server that `npm start` runs.
 * A key is used with the server that it was given or saved for, and never sent to another one.
 */
export function readServerSettings(env: Environment): ServerSettings {
  const saved = readSavedCredentials(env);
  const url = env.KV_API_URL || findCurrentServer(saved) || env.PREFECT__CLOUD__API || DEFAULT_SERVER_URL;
  const server = findServer(saved, url);
  const isPrefects = url === env.PREFECT__CLOUD__API;
  // An empty setting counts as not set, as in a compose file that passes an unset variable on.
  if (env.KV_API_KEY) return { url, apiKey: env.KV_API_KEY, tenantId: env.KV_TENANT_ID || undefined };
  if (server) return { url, apiKey: server.api_key, tenantId: env.KV_TENANT_ID || server.tenant_id };
  const apiKey = (isPrefects && env.PREFECT__CLOUD__API_KEY) || undefined;
  return { url, apiKey, tenantId: env.KV_TENANT_ID || (isPrefects && env.PREFECT__CLOUD__TENANT_ID) || undefined };
}

/** The environment of this process; empty in a browser. */
export const processEnvironment = (): Environment => globalThis.process?.env ?? {};

/** Empty when there is no such file, and in a browser. */
export function readSavedCredentials(env: Environment): SavedCredentials {
  // Not imported: a bundle for browsers would have to explain what node:fs is.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  if (!fs || !os) return {};
  try {
    return parseCredentials(fs.readFileSync(credentialsFile(env, os.homedir()), 'utf8'));
  } catch {
    // Not there, or not for this user to read: then nothing is saved for this user.
    return {};
  }
}
