/** Everything about a pair but its value. Times are UTC, ISO 8601. */
export interface KvPairSummary {
  readonly id: string;
  readonly key: string;
  readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** Bytes of UTF-8 of the compact JSON text. */
  readonly size: number;
  /** Starts at 1 and grows by 1 with every change. */
  readonly version: number;
  readonly created: string;
  readonly updated: string;
  /** Name of the API key that made this version. */
  readonly updatedBy: string;
}

export interface KvPair extends KvPairSummary {
  /** The exact JSON text of the value, compact. */
  readonly valueText: string;
}

export interface KvStatus {
  /** The team whose pairs the API key reaches. */
  readonly tenant: { readonly id: string; readonly name: string; readonly slug: string };
  /** Name of the API key. */
  readonly userName: string;
  /** Pairs in use, and the most that the licence allows. */
  readonly pairs: { readonly used: number; readonly limit: number };
}

export interface CallOptions {
  /** Gives up: the call rejects with the reason. Whether a write under way takes effect is not known then. */
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** Do it only if this is the current version, else reject with `VERSION_CONFLICT`; 0: the key must not exist yet. */
  readonly expectedVersion?: number;
}

export interface ListOptions extends CallOptions {
  /** Only keys that start with this; case matters. */
  readonly prefix?: string;
}

export interface KvClientOptions {
  /** Address of the server, for example `http://127.0.0.1:4200`. */
  readonly url: string;
  /** Without one, requests carry the session that a browser has with the server of its page. */
  readonly apiKey?: string;
  /** The team; by default the one of the API key. */
  readonly tenantId?: string;
  /** Used in place of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Ends every call of this client. */
  readonly signal?: AbortSignal;
  /** The most a call may take, tries and waits together; 30,000 by default. */
  readonly deadlineMs?: number;
  /** What the history of a pair shows as the way a change was made; `typescript/<version>` by default. */
  readonly agent?: string;
}

/**
 * The store as one team sees it. Every call rejects with a KvError: branch on its `code`. Requests that got no answer
 * are sent again, at most 5 times; a write has one effect however often it was sent.
 */
export interface KvClient {
  /**
   * Stores a JavaScript value, overwriting what is there; resolves to the pair's id.
   *
   * @throws {KvError} `BAD_USER_INPUT` for what JSON cannot hold: undefined, functions, NaN, Infinity, BigInt, whole
   *   numbers beyond 2^53; `VERSION_CONFLICT`, `LICENSE_LIMIT_REACHED`, `VALUE_TOO_LARGE`, `VALUE_TOO_DEEP`
   */
  setKeyValue(key: string, value: unknown, options?: WriteOptions): Promise<string>;

  /** Stores JSON text exactly, but for white space; resolves to the pair's id. Fails as `setKeyValue` does. */
  setKeyValueText(key: string, text: string, options?: WriteOptions): Promise<string>;

  /**
   * The value under a key. Never rounded: a value that JavaScript cannot hold is refused.
   *
   * @throws {KvError} `NOT_FOUND`; `BAD_USER_INPUT` for numbers that would be rounded (`12345678901234567890`, `1e400`)
   *   and for objects with a member twice: `getKeyValueText` reads those
   */
  getKeyValue(key: string, options?: CallOptions): Promise<unknown>;

  /** The exact JSON text under a key, compact. @throws {KvError} `NOT_FOUND` */
  getKeyValueText(key: string, options?: CallOptions): Promise<string>;

  /** The pair with its version, for `expectedVersion`. @throws {KvError} `NOT_FOUND` */
  getPair(key: string, options?: CallOptions): Promise<KvPair>;

  /** Deletes the pair; always resolves to true. @throws {KvError} `NOT_FOUND`, `VERSION_CONFLICT` */
  deleteKey(key: string, options?: WriteOptions): Promise<true>;

  /** Gives the pair another key; resolves to its id, which stays. @throws {KvError} `NOT_FOUND`, `VERSION_CONFLICT` */
  renameKey(key: string, newKey: string, options?: WriteOptions): Promise<string>;

  /** All keys of one moment, in order of their UTF-8 bytes. */
  listKeys(options?: ListOptions): Promise<string[]>;

  /** Keys in order, fetched in pages. A key that is there all the time comes once, whatever changes meanwhile. */
  keys(options?: ListOptions): AsyncGenerator<string, void, undefined>;

  /** The same with all but the value. */
  pairs(options?: ListOptions): AsyncGenerator<KvPairSummary, void, undefined>;

  getStatus(options?: CallOptions): Promise<KvStatus>;
}
