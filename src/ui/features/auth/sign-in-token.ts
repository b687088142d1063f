const PREFIX = '#token=';

/**
 * The one-time token of the address `/sign-in#token=…`, which the server prints at start. Taking it removes it from
 * the address and from the history: it is a credential.
 */
export function takeSignInToken(): string | null {
  const { pathname, search, hash } = window.location;
  if (!hash.startsWith(PREFIX)) return null;
  window.history.replaceState(window.history.state, '', pathname + search);
  return decodeURIComponent(hash.slice(PREFIX.length));
}
