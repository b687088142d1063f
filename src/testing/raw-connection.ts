import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestServer } from './test-server.ts';

/** A connection on which a test writes what no HTTP client would. */
export interface RawConnection {
  readonly socket: Socket;
  write(data: string | Uint8Array): void;
  /** Resolves to everything received so far, once that matches. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves to everything received, once the server has closed or reset the connection. */
  closed(): Promise<string>;
}

/** Opens a connection until the test ends. */
export async function openConnection(
  { url }: Pick<TestServer, 'url'>,
  options: { readonly localAddress?: string } = {},
): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ...options }).setEncoding('latin1');
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.on('data', (text) => {
    received += text;
  });
  // A reset shows as the end.
  socket.on('error', () => undefined);
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  return {
    socket,
    write: (data) => void socket.write(data),
    async until(pattern) {
      while (!pattern.test(received)) {
        if (socket.closed) throw new Error(`closed after: ${received}`);
        await Promise.race([new Promise((resolve) => socket.once('data', resolve)), ended]);
      }
      return received;
    },
    async closed() {
      await ended;
      return received;
    },
  };
}

/** The head of a request with a JSON body, ready for the body. */
export function postHead(path: string, headers: Readonly<Record<string, string | number>> = {}): string {
  const lines = Object.entries({ host: 'localhost', 'content-type': 'application/json', ...headers });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
