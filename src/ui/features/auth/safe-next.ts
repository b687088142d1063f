const HOME = '/team/kv';

/** The path to go to after signing in: one of this page's own, whatever the address asks for. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])/.test(next)) return HOME;
  try {
    const url = new URL(next, window.location.origin);
    const isOwn = url.origin === window.location.origin && url.pathname !== '/sign-in';
    return isOwn ? url.pathname + url.search + url.hash : HOME;
  } catch {
    return HOME;
  }
}
