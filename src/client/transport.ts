import {
  type AnyVariables,
  Client,
  createRequest,
  fetchExchange,
  type OperationResult,
  type OperationResultSource,
  type TypedDocumentNode,
} from '@urql/core';
import { filter, pipe, subscribe, take } from 'wonka';
import type { KvError } from '#contract/errors.ts';
import { isAnswerTo, toKvError } from './answer.ts';
import { failOnSilence } from './silence.ts';

interface TransportOptions {
  /** The GraphQL endpoint, for example `http://127.0.0.1:4200/graphql`. */
  url: string;
  /** Sent with every request, for example `{ authorization: 'Bearer …' }`. */
  headers?: Record<string, string>;
  /** Defaults to the global `fetch`, looked up on every request. */
  fetch?: typeof fetch;
}

interface SubscriptionHandlers<Data> {
  onData: (data: Data) => void;
  /** Called once, with what ended the stream; undefined when the server ended it without an error. Not after an abort. */
  onEnd: (error: KvError | undefined) => void;
  signal: AbortSignal;
}

/** Sends typed documents. Rejects with a KvError, or with `signal.reason` once aborted. */
export interface Transport {
  query<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Data>;
  mutate<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Data>;
  /** Opens a stream of results. It is not opened again when it breaks. */
  subscribe<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    handlers: SubscriptionHandlers<Data>,
  ): void;
}

/** GraphQL over HTTP without a cache: the caller decides what to remember. */
export function createTransport({ url, headers = {}, fetch }: TransportOptions): Transport {
  const send: typeof globalThis.fetch = fetch ?? ((...request) => globalThis.fetch(...request));
  let queries = 0;
  const client = new Client({
    url,
    exchanges: [fetchExchange],
    // The default sends short queries as GET, which would write keys into access logs.
    preferGetMethod: false,
    fetchOptions: { headers },
    fetch: send,
    fetchSubscriptions: true,
  });
  const openStream: typeof globalThis.fetch = async (...request) => failOnSilence(await send(...request));
  return {
    query(document, variables, signal) {
      // Under a key of its own: urql hands a request that is in flight to everybody who asks the same, and who asks
      // after a write would be given what was read before it.
      queries += 1;
      const source = client.executeQuery({ ...createRequest(document, variables), key: queries });
      return settle(source, { url, document, signal });
    },
    mutate: (document, variables, signal) =>
      settle(client.mutation(document, variables, { fetch: signal ? withSignal(send, signal) : send }), {
        url,
        document,
        signal,
      }),
    subscribe: (document, variables, handlers) =>
      listen(client.subscription(document, variables, { fetch: openStream }), url, handlers),
  };
}

/** For mutations, which urql goes on sending when nobody listens any more. */
const withSignal =
  (send: typeof fetch, signal: AbortSignal): typeof fetch =>
  (input, init) =>
    send(input, { ...init, signal });

interface Asked<Data, Variables extends AnyVariables> {
  readonly url: string;
  readonly document: TypedDocumentNode<Data, Variables>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Turns urql's stream of results into one promise that can be cancelled.
 *
 * Not `source.toPromise()`, which cannot be given up: unsubscribing makes urql end the request.
 * (`fetchOptions.signal` cannot do this; urql overwrites it.)
 */
function settle<Data, Variables extends AnyVariables>(
  source: OperationResultSource<OperationResult<Data, Variables>>,
  { url, document, signal }: Asked<Data, Variables>,
): Promise<Data> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const { unsubscribe } = pipe(
      source,
      filter((result) => !result.hasNext),
      take(1),
      subscribe(({ data, error }) => {
        signal?.removeEventListener('abort', abort);
        if (data && !error && isAnswerTo(document, data)) resolve(data);
        else reject(toKvError(error, url));
      }),
    );
    function abort() {
      unsubscribe();
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function listen<Data>(
  source: OperationResultSource<OperationResult<Data>>,
  url: string,
  { onData, onEnd, signal }: SubscriptionHandlers<Data>,
): void {
  if (signal.aborted) return;
  let isOver = false;
  let isTelling = false;

  /** In its own callback urql cannot be left: in Node that would end the process. */
  function leave() {
    isOver = true;
    signal.removeEventListener('abort', leave);
    if (isTelling) setTimeout(() => subscription.unsubscribe());
    else subscription.unsubscribe();
  }

  const subscription = pipe(
    source,
    subscribe(({ data, error, hasNext }) => {
      if (isOver) return;
      isTelling = true;
      if (error || !hasNext) {
        leave();
        onEnd(error && toKvError(error, url));
      } else if (data) {
        onData(data);
      }
      isTelling = false;
    }),
  );
  signal.addEventListener('abort', leave, { once: true });
}
