import { checkJson, type ValueCheck } from './check-value.ts';

/** Checking more characters than this would slow down typing, so a worker does it. */
export const MAX_INSTANT_CHARACTERS = 100_000;

export interface ValueChecker {
  /** Checks `draft` in a worker, or on the main thread when no worker can run. */
  check(draft: string): Promise<ValueCheck>;
  dispose(): void;
}

/** One worker, started when first needed. Results come in the order of the calls. */
export function createValueChecker(createWorker: () => Worker): ValueChecker {
  let worker: Worker | undefined;
  let isBroken = false;
  const waiting: { draft: string; resolve: (check: ValueCheck) => void }[] = [];

  function readHere() {
    isBroken = true;
    worker?.terminate();
    for (const { draft, resolve } of waiting.splice(0)) resolve(checkJson(draft));
  }

  function start(): Worker {
    const started = createWorker();
    started.onmessage = ({ data }: MessageEvent<ValueCheck>) => waiting.shift()?.resolve(data);
    started.onerror = readHere;
    return started;
  }

  return {
    check(draft) {
      if (isBroken) return Promise.resolve(checkJson(draft));
      return new Promise((resolve) => {
        waiting.push({ draft, resolve });
        try {
          worker ??= start();
          worker.postMessage(draft);
        } catch {
          readHere();
        }
      });
    },
    dispose() {
      worker?.terminate();
      worker = undefined;
    },
  };
}
