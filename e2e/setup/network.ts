import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between browser and server that can be cut: what is open breaks, and nothing new gets through. */
export class Network {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  readonly #listener = createServer((socket) => this.#join(socket));
  #isCut = false;
  url = '';

  constructor(target: string) {
    this.#target = new URL(target);
  }

  async start(): Promise<void> {
    this.#listener.listen(0, this.#target.hostname);
    await once(this.#listener, 'listening');
    const { port } = this.#listener.address() as AddressInfo;
    this.url = `http://${this.#target.hostname}:${port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async stop(): Promise<void> {
    this.cut();
    this.#listener.close();
    await once(this.#listener, 'close');
  }

  #join(socket: Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    const server = connect(Number(this.#target.port), this.#target.hostname);
    for (const [one, other] of [
      [socket, server],
      [server, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
