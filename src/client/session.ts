import { isErrorCode, KvError } from '#contract/errors.ts';

/** An API key, or the one-time token from the link that the server prints. */
export type Credential = { readonly api_key: string } | { readonly token: string };

interface SessionAnswer {
  readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly code?: unknown } }[];
}

async function request(method: 'POST' | 'DELETE', body?: Credential): Promise<void> {
  const response = await fetch('/session', {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  }).catch((cause: unknown) => {
    throw new KvError('UNREACHABLE', 'The server did not answer.', {}, { cause });
  });
  if (response.ok) return;
  const { errors } = (await response.json().catch(() => ({}))) as SessionAnswer;
  const code = errors?.[0]?.extensions?.code;
  throw new KvError(
    isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR',
    errors?.[0]?.message ?? 'The server could not do this.',
  );
}

/**
 * Starts a session: the server sets its cookie.
 *
 * @throws {KvError} `UNAUTHENTICATED`, `RATE_LIMITED`, `UNREACHABLE`
 */
export const signIn = (credential: Credential) => request('POST', credential);

/** Ends the session on the server; does nothing without one. */
export const signOut = () => request('DELETE');
