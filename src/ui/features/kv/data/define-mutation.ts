import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { type MadeVersion, ownWrite } from '#ui/live/own-write.ts';
import { type ExpectedChange, expectChange } from './expected.ts';

interface Definition<Request, Answer> {
  readonly send: (request: Request) => Promise<Answer>;
  /** What the list shows until the answer is there: after a refusal it shows what is stored again. */
  readonly expects?: (request: Request) => ExpectedChange;
  /** Brings what the page knows up to date with the answer; resolves once it has read the rest again. */
  readonly update: (client: QueryClient, answer: Answer, request: Request) => Promise<unknown>;
  /** The mutation succeeds with the answer, without waiting for what is read again. */
  readonly isDoneOnAnswer?: boolean;
  /** The pair that it writes: its id, and the keys whose values the answer contains. */
  readonly touches: (request: Request) => { readonly id?: string; readonly keys?: readonly string[] };
  /** The version that it created, if any. */
  readonly made?: (answer: Answer) => MadeVersion;
}

/**
 * A mutation that always brings the page up to date: that is part of its `mutationFn`, so a component's own `onSuccess`
 * cannot replace it.
 */
export function defineMutation<Request, Answer>(definition: Definition<Request, Answer>) {
  const { send, expects, update, isDoneOnAnswer, touches, made } = definition;
  return mutationOptions({
    mutationFn: async (request: Request, { client }) => {
      const end = beginWriting(client, touches(request).keys ?? []);
      const forget = expects && expectChange(client, expects(request));
      let refreshed: Promise<unknown> | undefined;
      try {
        const answer = await send(request);
        refreshed = update(client, answer, request);
        if (!isDoneOnAnswer) await refreshed;
        return answer;
      } finally {
        end();
        // Not before the list has the change: it would show the old value once more.
        if (forget) void Promise.resolve(refreshed).finally(forget);
      }
    },
    meta: ownWrite({ touches, made }),
  });
}

/** Writes on their way, by the key of the pair. */
const writing = new WeakMap<QueryClient, Map<string, Promise<void>>>();

function beginWriting(client: QueryClient, keys: readonly string[]): () => void {
  const { promise, resolve } = withResolver();
  const writes = writing.get(client) ?? new Map<string, Promise<void>>();
  writing.set(client, writes);
  for (const key of keys) writes.set(key, promise);
  return () => {
    for (const key of keys) if (writes.get(key) === promise) writes.delete(key);
    resolve();
  };
}

/**
 * Resolves once this page has finished writing the pair with this key; undefined if it is not writing. The answer
 * contains the value, up to 1 MiB, so the page need not read it before then.
 */
export const whenWritten = (client: QueryClient, key: string): Promise<void> | undefined =>
  writing.get(client)?.get(key);

function withResolver() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
