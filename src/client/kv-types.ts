/** A pair without its value. Times are UTC, ISO 8601. */
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
  /** The team that owns the pairs. */
  readonly tenant: { readonly id: string; readonly name: string; readonly slug: string };
  /** Name of the API key. */
  readonly userName: string;
  /** Pairs in use, and the licence limit. */
  readonly pairs: { readonly used: number; readonly limit: number };
}

/** Someone signed in to the admin UI. Times are UTC, ISO 8601. */
export interface KvSession {
  readonly id: string;
  /** Name of the API key that the session stands for. */
  readonly apiKeyName: string;
  readonly created: string;
  readonly lastSeen: string;
  /** Ends then at the latest. */
  readonly expires: string;
  /** Whether this client uses the session; never with an API key. */
  readonly isCurrent: boolean;
}

export interface CallOptions {
  /** Aborts the call, which rejects with the signal's reason. A write under way may still take effect. */
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** Write only if this is the current version, else reject with `VERSION_CONFLICT`; 0: the key must not exist yet. */
  readonly expectedVersion?: number;
  /** Why, for people: shown in the history. At most 500 characters. */
  readonly note?: string;
}

export interface ListOptions extends CallOptions {
  /** Only keys that start with this text; case-sensitive. */
  readonly prefix?: string;
}

export interface KvClientOptions {
  /** Address of the server, for example `http://127.0.0.1:4200`. */
  readonly url: string;
  /** Without one, a browser sends the session of the page. */
  readonly apiKey?: string;
  /** The team; by default the team of the API key. */
  readonly tenantId?: string;
  /** Used in place of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Aborts every call of this client. */
  readonly signal?: AbortSignal;
  /** The most a call may take in milliseconds, including retries and waits; 30,000 by default. */
  readonly deadlineMs?: number;
  /** The client that the history of a pair shows, as `name/version`; `typescript/<version>` by default. */
  readonly agent?: string;
}

/**
 * The pairs of one team. A failed call rejects with a KvError: branch on its `code`. A request without an answer is
 * retried, up to 5 tries in all; a write has one effect however often it is sent.
 */
export interface KvClient {
  /**
   * Stores a JavaScript value, overwriting any existing one; resolves to the pair's id.
   *
   * @throws {KvError} `BAD_USER_INPUT` for what JSON cannot represent: undefined, functions, NaN, Infinity, BigInt,
   *   whole numbers beyond 2^53; `VERSION_CONFLICT`, `LICENSE_LIMIT_REACHED`, `VALUE_TOO_LARGE`, `VALUE_TOO_DEEP`
   */
  setKeyValue(key: string, value: unknown, options?: WriteOptions): Promise<string>;

  /** Stores JSON text exactly, except for white space; resolves to the pair's id. Fails like `setKeyValue`. */
  setKeyValueText(key: string, text: string, options?: WriteOptions): Promise<string>;

  /**
   * The value of a key, never rounded.
   *
   * @throws {KvError} `NOT_FOUND`; `BAD_USER_INPUT` for numbers that JavaScript would round (`12345678901234567890`,
   *   `1e400`) and for objects with repeated members: read those with `getKeyValueText`
   */
  getKeyValue(key: string, options?: CallOptions): Promise<unknown>;

  /** The exact JSON text of the value, compact. @throws {KvError} `NOT_FOUND` */
  getKeyValueText(key: string, options?: CallOptions): Promise<string>;

  /** The pair with its version, to pass as `expectedVersion`. @throws {KvError} `NOT_FOUND` */
  getPair(key: string, options?: CallOptions): Promise<KvPair>;

  /** Deletes the pair; always resolves to true. @throws {KvError} `NOT_FOUND`, `VERSION_CONFLICT` */
  deleteKey(key: string, options?: WriteOptions): Promise<true>;

  /** Changes the key of a pair; resolves to its id, which stays. @throws {KvError} `NOT_FOUND`, `VERSION_CONFLICT` */
  renameKey(key: string, newKey: string, options?: WriteOptions): Promise<string>;

  /** All keys at one moment, in order of their UTF-8 bytes. */
  listKeys(options?: ListOptions): Promise<string[]>;

  /** Keys in order, fetched in pages. A key that exists throughout comes once, whatever else changes. */
  keys(options?: ListOptions): AsyncGenerator<string, void, undefined>;

  /** Like `keys`, with everything except the values. */
  pairs(options?: ListOptions): AsyncGenerator<KvPairSummary, void, undefined>;

  getStatus(options?: CallOptions): Promise<KvStatus>;

  /** The team's sessions of the admin UI, those used last first; at most 1,000. */
  listSessions(options?: CallOptions): Promise<KvSession[]>;

  /** Ends a session immediately; resolves to whether there was one. */
  endSession(id: string, options?: CallOptions): Promise<boolean>;
}
