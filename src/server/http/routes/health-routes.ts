import type { FastifyInstance } from 'fastify';
import type { AppServices } from '../services.ts';

/** `GET /livez`: the process answers. `GET /readyz`: it can serve; 503 while stopping or if the database fails. */
export function addHealthRoutes(app: FastifyInstance, { store }: AppServices): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });

  app.get('/livez', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isStopping) return reply.code(503).send({ status: 'stopping' });
    try {
      await store.ping();
    } catch {
      return reply.code(503).send({ status: 'database unavailable' });
    }
    return reply.send({ status: 'ok' });
  });
}
