import { vi } from 'vitest';

/** The requests that a page under test sends, by the names of their operations. */
export interface Requests {
  /** How many of an operation were sent so far. */
  count(operation: string): number;
  /** Keeps the requests of an operation from the server until they are released. */
  hold(operation: string): { count(): number; release(): void };
  /** The next request of an operation reaches the server, and its answer is lost. */
  lose(operation: string): void;
}

/** Call it once the page has its server. */
export function watchRequests(): Requests {
  const send = globalThis.fetch;
  const sent: string[] = [];
  const lost = new Set<string>();
  const held = new Map<string, { waiting: (() => void)[] }>();

  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const operation = /(?:query|mutation|subscription) (\w+)/.exec(String(init?.body))?.[1] ?? '';
    sent.push(operation);
    const hold = held.get(operation);
    if (hold) await new Promise<void>((resolve) => hold.waiting.push(resolve));
    const answer = await send(input, init);
    if (lost.delete(operation)) throw new TypeError('fetch failed');
    return answer;
  });

  return {
    count: (operation) => sent.filter((name) => name === operation).length,
    hold(operation) {
      const hold = { waiting: [] as (() => void)[] };
      held.set(operation, hold);
      return {
        count: () => hold.waiting.length,
        release() {
          held.delete(operation);
          for (const go of hold.waiting.splice(0)) go();
        },
      };
    },
    lose: (operation) => void lost.add(operation),
  };
}
