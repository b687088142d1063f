import { KvError } from '#contract/errors.ts';

/**
 * The GraphQL endpoint of the server at `url`. An address with a path is the endpoint itself, as in
 * `PREFECT__CLOUD__API`, for servers behind a proxy path.
 *
 * @throws {KvError} `BAD_USER_INPUT` unless it is an http or https address without a password
 */
export function toEndpoint(url: string): string {
  // A path alone is for browsers: `/graphql` on the server that sent the page.
  if (url.startsWith('/')) return url;
  const address = parseHttpAddress(url);
  if (!address) throw new KvError('BAD_USER_INPUT', 'The server address must look like http://127.0.0.1:4200.');
  if (address.username !== '' || address.password !== '') {
    throw new KvError(
      'BAD_USER_INPUT',
      'The server address cannot contain a user name or a password. Give the API key separately.',
    );
  }
  const path = address.pathname.replace(/\/+$/, '');
  return `${address.origin}${path === '' ? '/graphql' : path}${address.search}`;
}

/** The address for messages, without query and fragment: those of a pasted link may contain secrets. */
export function showAddress(url: string): string {
  const address = parseHttpAddress(url);
  return address ? `${address.origin}${address.pathname.replace(/\/+$/, '')}` : url;
}

/** Whether the address has a path besides `/graphql`, a likely mistake when no KV Store answers. */
export function hasOwnPath(url: string): boolean {
  const path = parseHttpAddress(url)?.pathname.replace(/\/+$/, '');
  return path !== undefined && path !== '' && path !== '/graphql';
}

function parseHttpAddress(url: string): URL | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  return address && /^https?:$/.test(address.protocol) ? address : undefined;
}
