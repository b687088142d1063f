const HOME = '/team/kv';

/** The path to open after signing in: always on this origin, whatever the address requests. */
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
