const PREFIX = '#token=';

/**
 * The one-time token of the address `/sign-in#token=…`, which the server prints when it starts; null without one.
 * It is a credential, so reading it also removes it from the address bar and the browser history.
 */
export function takeSignInToken(): string | null {
  const { pathname, search, hash } = window.location;
  if (!hash.startsWith(PREFIX)) return null;
  window.history.replaceState(window.history.state, '', pathname + search);
  return decodeURIComponent(hash.slice(PREFIX.length));
}
