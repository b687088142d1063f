import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ErrorCode } from '#contract/errors.ts';
import type { Config } from '../../config.ts';
import { sendError } from '../error-replies.ts';
import type { AppServices } from '../services.ts';
import { namedHosts } from './addresses.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Monaco and Mantine run under this policy without a violation; both set styles from scripts. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Headers for every answer, errors included. */
export function securityHeaders({ publicUrl }: Config): Readonly<Record<string, string>> {
  // Only with TLS: over plain HTTP browsers ignore it, and another service may use the host name.
  return publicUrl.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': 'max-age=15552000' } : HEADERS;
}

/**
 * Sets them, and the id by which people find a request in the log. They never vary, so this sets a constant:
 * @fastify/helmet builds them again for each answer, which was a tenth of the cost of a point read.
 */
export function addSecurityHeaders(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    done();
  });
}

/**
 * Refuses requests that name another host. Otherwise a foreign page whose name is pointed at this machine (DNS
 * rebinding) would be same-origin for the browser.
 */
export function addHostCheck(app: FastifyInstance, { config, refusedBodies }: AppServices): void {
  const { allowedHosts, host, publicUrl } = config;
  const allowed = new Set([...LOOPBACK, ...allowedHosts.map(bracketed), bracketed(host), new URL(publicUrl).hostname]);
  app.addHook('onRequest', (request, reply, done) => {
    const problem = findHostProblem(request, allowed);
    if (!problem) return done();
    void refusedBodies.discard(request, reply).then(() => sendError(reply, ...problem));
  });
}

function findHostProblem(request: FastifyRequest, allowed: ReadonlySet<string>): HostProblem | undefined {
  const { headers, inAddress } = namedHosts(request);
  const [host] = headers;
  if (host === undefined || headers.length > 1) {
    return [400, 'BAD_USER_INPUT', 'The request must have exactly one Host header.'];
  }
  if (allowed.has(withoutPort(host)) && allowed.has(withoutPort(inAddress ?? host))) return undefined;
  return [
    421,
    'FORBIDDEN',
    'This server does not answer under this host name. The operator can allow it with KV_ALLOWED_HOSTS.',
  ];
}

type HostProblem = readonly [status: number, code: ErrorCode, message: string];

/** Lower case, without port and trailing dot. */
const withoutPort = (host: string) => host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');

const bracketed = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/**
 * Whether a request comes from our own pages, so that its cookie counts. Browsers send `Sec-Fetch-Site`, older ones
 * `Origin`; a request with neither does not come from our pages.
 */
export function isFromOwnPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers.origin;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
}
