/** What connections may cost. All times are milliseconds. */
export interface HttpLimits {
  /** Of the whole server. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Requests on a connection that wait for their answer. */
  readonly waitingRequests: number;
  /** How long the headers of a request may take. */
  readonly headersMs: number;
  /** How long a request may take to arrive. */
  readonly requestMs: number;
  /** How long a client may read nothing of its answer, or send the rest of a refused body. */
  readonly stallMs: number;
  /** How often requests that take too long are looked for. */
  readonly checkMs: number;
  /** Bytes of a refused body that are read and discarded before the connection is cut. */
  readonly discardedBytes: number;
}

export const HTTP_LIMITS: HttpLimits = {
  connections: 1_000,
  // Behind a reverse proxy everybody has its address, and an open page takes one connection for its stream and a few
  // for its requests, so this is generous. Still two addresses cannot lock out a third.
  connectionsPerAddress: 400,
  // No client of ours sends a request before the last one is answered; each one waiting may hold a piece of a file.
  waitingRequests: 16,
  headersMs: 10_000,
  requestMs: 30_000,
  stallMs: 30_000,
  checkMs: 1_000,
  discardedBytes: 32 * 1024 * 1024,
};
