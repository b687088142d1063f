/*
 * The file in which clients on this machine find API keys. Only its path and its content, without node:fs, so that
 * browsers can load this.
 */

type Environment = Readonly<Record<string, string | undefined>>;

interface ServerCredentials {
  readonly api_key: string;
  /** Absent for the key's own tenant. */
  readonly tenant_id?: string;
  /** Set by signing in: the server to use when none is named. */
  readonly is_current?: true;
}

/** By server address; the most recently saved comes last. */
export type SavedCredentials = Readonly<Record<string, ServerCredentials>>;

/** The server to use when none is configured. */
export const DEFAULT_SERVER_URL = 'http://127.0.0.1:4200';

/** Absolute path of the credentials file; `home` is used when `env` has no home directory. */
export function credentialsFile(env: Environment, home: string): string {
  return `${env.XDG_CONFIG_HOME || `${env.HOME || home}/.config`}/kv-store/credentials.json`;
}

/** The credentials in the text of the file; anything unreadable counts as missing. */
export function parseCredentials(text: string): SavedCredentials {
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved !== 'object' || saved === null) return {};
    return Object.fromEntries(Object.entries(saved).filter(([, server]) => typeof server?.api_key === 'string'));
  } catch {
    return {};
  }
}

export function printCredentials(saved: SavedCredentials): string {
  return `${JSON.stringify(saved, null, 2)}\n`;
}

/** `saved` with the credentials of one more server. The current server stays so until a sign-in elsewhere or a sign-out. */
export function withServer(saved: SavedCredentials, url: string, credentials: ServerCredentials): SavedCredentials {
  const address = addressOf(url);
  const old = saved[address];
  const others = Object.entries(saved).filter(([other]) => other !== address);
  return Object.fromEntries([
    ...others.map(([other, { is_current, ...rest }]) => [
      other,
      is_current && !credentials.is_current ? { ...rest, is_current } : rest,
    ]),
    [address, old?.is_current ? { ...credentials, is_current: true } : credentials],
  ]);
}

export function withoutServer(saved: SavedCredentials, url: string): SavedCredentials {
  const { [savedAddressOf(saved, url)]: _gone, ...others } = saved;
  return others;
}

/** The credentials of the server at `url`, however its address is spelled. */
export function findServer(saved: SavedCredentials, url: string): ServerCredentials | undefined {
  const address = savedAddressOf(saved, url);
  return Object.hasOwn(saved, address) ? saved[address] : undefined;
}

/** The server to use when none is named: the one signed in to, else the one saved last. */
export function findCurrentServer(saved: SavedCredentials): string | undefined {
  const addresses = Object.keys(saved);
  return addresses.find((address) => saved[address]?.is_current) ?? addresses.at(-1);
}

/** The address under which the server at `url` is saved: its own, else the one without a path. */
function savedAddressOf(saved: SavedCredentials, url: string): string {
  const address = addressOf(url);
  return Object.hasOwn(saved, address) || !URL.canParse(address) ? address : new URL(address).origin;
}

/**
 * Scheme, host and port, and the path of a server behind a proxy; `/graphql` alone does not count. All names of this
 * machine count as one.
 */
function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  if (address.hostname === 'localhost' || address.hostname === '[::1]') address.hostname = '127.0.0.1';
  const path = address.pathname.replace(/\/+$/, '');
  return path === '/graphql' ? address.origin : `${address.origin}${path}`;
}
