import { isErrorCode, KvError } from '#contract/errors.ts';

/** What a person signs in with: an API key, or the one-time token of the link that the server prints. */
export type Credential = { readonly api_key: string } | { readonly token: string };

async function request(method: 'POST' | 'DELETE', body?: Credential): Promise<void> {
  const response = await fetch('/session', {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  }).catch((cause: unknown) => {
    throw new KvError('UNREACHABLE', 'The server did not answer.', {}, { cause });
  });
  if (response.ok) return;
  const { error } = (await response.json().catch(() => ({}))) as { error?: { code?: unknown; message?: string } };
  throw new KvError(
    isErrorCode(error?.code) ? error.code : 'INTERNAL_SERVER_ERROR',
    error?.message ?? 'The server could not do this.',
  );
}

/**
 * Starts a session: the server sets its cookie.
 *
 * @throws {KvError} `UNAUTHENTICATED`, `RATE_LIMITED`, `UNREACHABLE`
 */
export const signIn = (credential: Credential) => request('POST', credential);

/** Ends the session on the server; for a caller without one it does nothing. */
export const signOut = () => request('DELETE');
