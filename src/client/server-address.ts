import { KvError } from '#contract/errors.ts';

/**
 * The GraphQL endpoint of the server at `url`. An address with a path is the endpoint itself, as `PREFECT__CLOUD__API`
 * has it, for servers behind a path of a proxy.
 *
 * @throws {KvError} `BAD_USER_INPUT` for what is not an http or https address, and for one with a password
 */
export function toEndpoint(url: string): string {
  // A path only is for browsers: `/graphql` of the server that the page came from.
  if (url.startsWith('/')) return url;
  const address = parseHttpAddress(url);
  if (!address) throw new KvError('BAD_USER_INPUT', 'The address of the server has to be like http://127.0.0.1:4200.');
  if (address.username !== '' || address.password !== '') {
    throw new KvError(
      'BAD_USER_INPUT',
      'The address of the server cannot hold a user name or a password: the API key is given by itself.',
    );
  }
  const path = address.pathname.replace(/\/+$/, '');
  return `${address.origin}${path === '' ? '/graphql' : path}${address.search}`;
}

/** The address for people: without what a pasted link may hold behind its path, which need not be for others to see. */
export function showAddress(url: string): string {
  const address = parseHttpAddress(url);
  return address ? `${address.origin}${address.pathname.replace(/\/+$/, '')}` : url;
}

/** Whether the address has a path of its own, which may be what is wrong with it. */
export function hasOwnPath(url: string): boolean {
  const path = parseHttpAddress(url)?.pathname.replace(/\/+$/, '');
  return path !== undefined && path !== '' && path !== '/graphql';
}

function parseHttpAddress(url: string): URL | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  return address && /^https?:$/.test(address.protocol) ? address : undefined;
}
