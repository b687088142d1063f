import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** What a request line holds that names a host: `GET http://host/path`, which proxies receive. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/**
 * The address that routes are looked up by: without a host, and one that can be decoded. Otherwise the router would
 * answer by itself, past the checks and headers of all other answers.
 */
export function toReadableUrl({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  if (url.startsWith('/') && !url.includes('%')) return url;
  const local = url.replace(ABSOLUTE, '');
  const [path = ''] = /^[^?#]*/.exec(local) ?? [];
  const rooted = path === '' ? '/' : path;
  return (decode(rooted) !== undefined ? rooted : rooted.replaceAll('%', '%25')) + local.slice(path.length);
}

interface NamedHosts {
  /** One, unless the request is not valid. */
  readonly headers: readonly string[];
  readonly inAddress: string | undefined;
}

/** The hosts that a request names, in its headers and in its address. */
export function namedHosts({ raw, originalUrl }: FastifyRequest): NamedHosts {
  const headers: string[] = [];
  for (let index = 0; index < raw.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = [raw.rawHeaders[index], raw.rawHeaders[index + 1]];
    if (name.length === 4 && name.toLowerCase() === 'host') headers.push(value);
  }
  return { headers, inAddress: originalUrl.startsWith('/') ? undefined : ABSOLUTE.exec(originalUrl)?.[1] };
}

/** Its result has to be used: the bundler drops a call that is made only to see whether it fails. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
