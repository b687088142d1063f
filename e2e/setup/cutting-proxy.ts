import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * When the connection of a request is cut:
 * - `before`: before the server sees anything of it
 * - `during`: as soon as the server has the request
 * - `answered`: once the server has answered, and before the browser sees anything of the answer
 */
export type Cut = 'before' | 'during' | 'answered';

interface Cutting {
  readonly pattern: RegExp;
  readonly cut: Cut;
  readonly onCut: () => void;
}

/** A network between browser and server that cuts the connections of chosen requests. */
export class CuttingProxy {
  readonly #target: string;
  readonly #server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  #cutting: Cutting | undefined;
  url = '';
  /** Event streams that are open now, and the most that were at any time. */
  streams = 0;
  mostStreams = 0;

  constructor(target: string) {
    this.#target = target;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Cuts every request whose body matches, the browser's own retries as well; resolves after the first one. */
  cut(pattern: RegExp, cut: Cut): Promise<void> {
    return new Promise((onCut) => {
      this.#cutting = { pattern, cut, onCut };
    });
  }

  /** Breaks what is open, and lets nothing through. */
  cutAll(): void {
    void this.cut(/(?:)/, 'before');
    this.#server.closeAllConnections();
  }

  heal(): void {
    this.#cutting = undefined;
  }

  #countStream(outgoing: ServerResponse): void {
    this.streams += 1;
    this.mostStreams = Math.max(this.mostStreams, this.streams);
    outgoing.once('close', () => {
      this.streams -= 1;
    });
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const cutting = this.#cutting?.pattern.test(body.toString()) ? this.#cutting : undefined;
    const cut = () => {
      incoming.socket.destroy();
      cutting?.onCut();
    };
    if (cutting?.cut === 'before') return cut();

    const { method, headers, url = '/' } = incoming;
    const passed = request(`${this.#target}${url}`, { method, headers }, (answer) => {
      if (cutting !== undefined) {
        answer.resume().once('end', cut);
        return;
      }
      if (answer.headers['content-type']?.startsWith('text/event-stream')) this.#countStream(outgoing);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once('error', () => incoming.socket.destroy());
    // A stream ends at the server too; a request that is cut is carried out all the same.
    outgoing.once('close', () => cutting === undefined && passed.destroy());
    passed.end(body, () => cutting?.cut === 'during' && cut());
  }
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
