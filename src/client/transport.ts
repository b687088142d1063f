import {
  type AnyVariables,
  Client,
  createRequest,
  type Exchange,
  fetchExchange,
  makeOperation,
  type OperationResult,
  type OperationResultSource,
  type TypedDocumentNode,
} from '@urql/core';
import { filter, map, pipe, subscribe, take } from 'wonka';
import { isAnswerTo, toKvError } from './answer.ts';

interface GraphqlClientOptions {
  /** The GraphQL endpoint, for example `http://127.0.0.1:4200/graphql`. */
  url: string;
  /** Sent with every request, for example `{ authorization: 'Bearer …' }`. */
  headers?: Record<string, string>;
  /** Defaults to the global `fetch`, looked up on every request. */
  fetch?: typeof fetch;
}

/** GraphQL over HTTP without a cache: what to remember is up to the caller. The only place with exchanges. */
export const createGraphqlClient = ({ url, headers = {}, fetch }: GraphqlClientOptions): Client =>
  new Client({
    url,
    exchanges: [abortExchange, fetchExchange],
    // By default urql sends short queries as GET, which would put keys into access logs.
    preferGetMethod: false,
    fetchOptions: { headers },
    fetch: fetch ?? ((...request) => globalThis.fetch(...request)),
    fetchSubscriptions: true,
  });

/** Passes the `signal` of an operation's context on to the request of a mutation, which urql itself never ends. */
const abortExchange: Exchange =
  ({ forward }) =>
  (operations) =>
    forward(
      pipe(
        operations,
        map((operation) => {
          const { signal, fetch: send = globalThis.fetch } = operation.context as {
            signal?: AbortSignal;
            fetch?: typeof fetch;
          };
          if (operation.kind !== 'mutation' || !signal) return operation;
          const abortable: typeof fetch = (input, init) => send(input, { ...init, signal });
          return makeOperation(operation.kind, operation, { ...operation.context, fetch: abortable });
        }),
      ),
    );

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
}

/** Counts the queries of all clients in this program. */
let queries = 0;

/** Queries and mutations as promises. */
export function createTransport(client: Client): Transport {
  return {
    query(document, variables, signal) {
      // Each query gets its own key, because urql shares a request in flight between equal queries: a read after a
      // write could get the answer from before it.
      queries += 1;
      return settle(client.executeQuery({ ...createRequest(document, variables), key: queries }), signal);
    },
    mutate: (document, variables, signal) => settle(client.mutation(document, variables, { signal }), signal),
  };
}

/**
 * Turns urql's stream of results into one promise that can be cancelled.
 *
 * Not `source.toPromise()`, which cannot be cancelled; unsubscribing makes urql end the request.
 * (`fetchOptions.signal` cannot do this, because urql overwrites it.)
 */
function settle<Data>(source: OperationResultSource<OperationResult<Data>>, signal?: AbortSignal): Promise<Data> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const { unsubscribe } = pipe(
      source,
      filter((result) => !result.hasNext),
      take(1),
      subscribe(({ data, error, operation }) => {
        signal?.removeEventListener('abort', abort);
        if (data && !error && isAnswerTo(operation.query, data)) resolve(data);
        else reject(toKvError(error, operation.context.url));
      }),
    );
    function abort() {
      unsubscribe();
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}
