import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { sendError } from './error-replies.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Headers for every answer, errors included. Monaco and Mantine run under this policy without a violation. */
export async function addSecurityHeaders(app: FastifyInstance, { publicUrl }: Config): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Monaco and Mantine set styles from scripts.
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Only under TLS: over plain http browsers ignore it, and a proxy may serve other things.
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: 15_552_000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  });
}

/**
 * Refuses requests that name another host: a page elsewhere whose name was pointed at this machine (DNS rebinding)
 * would be same-origin for the browser.
 */
export function addHostCheck(app: FastifyInstance, { allowedHosts, host, publicUrl }: Config): void {
  const allowed = new Set([...LOOPBACK, ...allowedHosts.map(bracketed), bracketed(host), new URL(publicUrl).hostname]);
  app.addHook('onRequest', async (request, reply) => {
    if (allowed.has(hostOf(request))) return;
    return sendError(
      reply,
      421,
      'FORBIDDEN',
      'This server does not answer under this host name. The operator can allow it with KV_ALLOWED_HOSTS.',
    );
  });
}

/** The host that a request names, lower case, without port and trailing dot; empty when it names none. */
function hostOf({ headers }: FastifyRequest): string {
  const host = (headers.host ?? '').toLowerCase();
  return host.replace(/:\d+$/, '').replace(/\.$/, '');
}

const bracketed = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/**
 * Whether a request that a cookie signs comes from our own pages. Browsers say so in `Sec-Fetch-Site`, older ones in
 * `Origin`; a request that says neither is none of ours.
 */
export function isFromOwnPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers.origin;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
}
