import { parseCookie, stringifySetCookie } from 'cookie';
import type { Store } from '../store/store.ts';
import { hashSecret, makeSecret } from './secrets.ts';

const IDLE_MS = 12 * 60 * 60_000;
const LIFETIME_MS = 7 * 24 * 60 * 60_000;

interface StartedSession {
  /** The line of that header. */
  readonly setCookie: string;
  /** The name of its API key; undefined if that has just been revoked. */
  readonly keyName: string | undefined;
}

/** Browser sessions: a random token in a cookie, its hash in the store. */
export interface Sessions {
  /** Starts a session for an API key. */
  start(apiKey: { readonly id: string; readonly tenantId: string }): Promise<StartedSession>;
  /** The token of this server in a `Cookie` header, if any. */
  tokenOf(cookieHeader: string | undefined): string | undefined;
  /** The `Set-Cookie` lines that remove the cookie. */
  endCookies(): readonly string[];
}

export function createSessions(store: Store, publicUrl: string): Sessions {
  const isSecure = publicUrl.startsWith('https:');
  // Cookies are shared between the ports of a host, so the name has the instance id, and the port too, since the
  // database may be a copy of another server's. The prefix makes browsers insist on Secure and Path. It is omitted over
  // plain HTTP, where some refuse Secure cookies even on loopback.
  const oldName = `${isSecure ? '__Host-' : ''}kv-session-${store.instanceId.slice(0, 8)}`;
  const { port } = new URL(publicUrl);
  const name = port === '' || port === '0' ? oldName : `${oldName}-${port}`;
  const setCookie = (cookieName: string, value: string, maxAge: number) =>
    stringifySetCookie({
      ...{ name: cookieName, value, maxAge, path: '/' },
      ...({ httpOnly: true, sameSite: 'strict', secure: isSecure } as const),
    });

  return {
    async start({ id, tenantId }) {
      const token = makeSecret();
      const hash = hashSecret(token);
      await store.createSession({
        hash,
        apiKeyId: id,
        tenantId,
        expires: new Date(Date.now() + LIFETIME_MS).toISOString(),
        idleMs: IDLE_MS,
      });
      const keyName = (await store.findSession(hash))?.actorName;
      return { setCookie: setCookie(name, token, LIFETIME_MS / 1000), keyName };
    },
    tokenOf(cookieHeader) {
      if (cookieHeader === undefined) return undefined;
      const cookies = parseCookie(cookieHeader);
      // Of a session that an older server has started.
      return cookies[name] ?? cookies[oldName];
    },
    endCookies: () => [...new Set([name, oldName])].map((cookieName) => setCookie(cookieName, '', 0)),
  };
}
