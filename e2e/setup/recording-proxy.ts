import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a client and a server, changes nothing, and counts. */
export interface RecordingProxy {
  readonly url: string;
  /** Requests since the last call. */
  takeCount(): number;
  close(): void;
}

export async function startRecordingProxy(target: () => string): Promise<RecordingProxy> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    const { host } = new URL(target());
    const options = { method: request.method, headers: { ...request.headers, host } };
    const forwarded = send(target() + (request.url ?? '/'), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    // As it would be without the proxy: the connection breaks.
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    takeCount() {
      const taken = count;
      count = 0;
      return taken;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
