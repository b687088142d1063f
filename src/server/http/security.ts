import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { sendError } from './error-replies.ts';
import type { AppServices } from './services.ts';

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

/**
 * Headers for every answer, errors included. They never vary, so this sets a constant: @fastify/helmet builds them
 * again for each answer, which was a tenth of the cost of a point read.
 */
export function addSecurityHeaders(app: FastifyInstance, { publicUrl }: Config): void {
  // Only with TLS: over plain HTTP browsers ignore it, and another service may use the host name.
  const headers = publicUrl.startsWith('https:')
    ? { ...HEADERS, 'strict-transport-security': 'max-age=15552000' }
    : HEADERS;
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
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
    if (allowed.has(hostOf(request))) return done();
    void refusedBodies
      .discard(request, reply)
      .then(() =>
        sendError(
          reply,
          421,
          'FORBIDDEN',
          'This server does not answer under this host name. The operator can allow it with KV_ALLOWED_HOSTS.',
        ),
      );
  });
}

/** The host that a request names, lower case, without port and trailing dot; empty if it names none. */
function hostOf({ headers }: FastifyRequest): string {
  const host = (headers.host ?? '').toLowerCase();
  return host.replace(/:\d+$/, '').replace(/\.$/, '');
}

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
