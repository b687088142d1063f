import accepts from 'accepts';
import { LRUCache } from 'lru-cache';

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
const STREAM_TYPE = 'text/event-stream';

export interface Accepts {
  readonly type: typeof JSON_TYPE | typeof RESPONSE_TYPE;
  /** The header names JSON: GraphQL over HTTP then answers refusals with 200. */
  readonly isPlainJson: boolean;
  /** A subscription may be answered as server-sent events. */
  readonly isStream: boolean;
}

/** Worth caching, because a client sends the same header with every request. */
const known = new LRUCache<string, { readonly accepts: Accepts | undefined }>({ max: 100 });

/** The types that an `Accept` header allows; undefined if the server can send none of them. */
export function readAccept(header = '*/*'): Accepts | undefined {
  let read = known.get(header);
  if (!read) {
    read = { accepts: negotiate(header) };
    known.set(header, read);
  }
  return read.accepts;
}

function negotiate(header: string): Accepts | undefined {
  // Of all parameters only the weight matters: a client that names a character set means the same type.
  const accept = header.replace(/;(?!\s*q\s*=)[^;,]*/gi, '');
  // The library reads only the headers of a request.
  const negotiator = accepts({ headers: { accept } } as Parameters<typeof accepts>[0]);
  const named = (negotiator.types() as string[]).map((type) => type.toLowerCase());
  const isStream = named.includes(STREAM_TYPE);
  // A wildcard selects the first.
  const type = negotiator.types([JSON_TYPE, RESPONSE_TYPE]);
  if (type === RESPONSE_TYPE) return { type, isPlainJson: false, isStream };
  // A client that accepts only streams still gets errors as JSON.
  if (type !== JSON_TYPE && !isStream) return undefined;
  return { type: JSON_TYPE, isPlainJson: type === JSON_TYPE && named.includes(JSON_TYPE), isStream };
}
