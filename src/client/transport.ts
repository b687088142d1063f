import {
  type AnyVariables,
  Client,
  type CombinedError,
  fetchExchange,
  type OperationResult,
  type OperationResultSource,
  type TypedDocumentNode,
} from '@urql/core';
import { filter, pipe, subscribe, take } from 'wonka';
import { type ErrorDetails, isErrorCode, KvError } from '#contract/errors.ts';

interface TransportOptions {
  /** The GraphQL endpoint, for example `http://127.0.0.1:4200/graphql`. */
  url: string;
  /** Sent with every request, for example `{ authorization: 'Bearer …' }`. */
  headers?: Record<string, string>;
  /** Defaults to the global `fetch`, looked up on every request. */
  fetch?: typeof fetch;
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
}

/** GraphQL over HTTP without a cache: the caller decides what to remember. */
export function createTransport({ url, headers = {}, fetch }: TransportOptions): Transport {
  const client = new Client({
    url,
    exchanges: [fetchExchange],
    // The default sends short queries as GET, which would write keys into access logs.
    preferGetMethod: false,
    fetchOptions: { headers },
    fetch: fetch ?? ((...request) => globalThis.fetch(...request)),
  });
  return {
    query: (document, variables, signal) => settle(client.query(document, variables), signal),
    mutate: (document, variables, signal) => settle(client.mutation(document, variables), signal),
  };
}

/**
 * Turns urql's stream of results into one promise that can be cancelled.
 *
 * Not `source.toPromise()`: while a request is in flight urql hands the same one to every caller with equal
 * variables, so a refetch after a write could resolve with the data from before it. Unsubscribing first makes
 * urql forget the old request. (`fetchOptions.signal` cannot do this; urql overwrites it.)
 */
function settle<Data>(source: OperationResultSource<OperationResult<Data>>, signal?: AbortSignal): Promise<Data> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const { unsubscribe } = pipe(
      source,
      filter((result) => !result.hasNext),
      take(1),
      subscribe(({ data, error }) => {
        signal?.removeEventListener('abort', abort);
        if (data && !error) resolve(data);
        else reject(toKvError(error));
      }),
    );
    function abort() {
      unsubscribe();
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function toKvError(error: CombinedError | undefined): KvError {
  const [first] = error?.graphQLErrors ?? [];
  if (first) {
    const { code, ...extensions } = first.extensions;
    return new KvError(
      isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR',
      first.message,
      Object.fromEntries(Object.entries(extensions).filter(([, value]) => typeof value === 'number')) as ErrorDetails,
      { cause: error },
    );
  }
  return new KvError('UNREACHABLE', 'The server did not answer.', {}, { cause: error });
}
