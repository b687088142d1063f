/** What a connection may cost. */
export interface HttpLimits {
  /** How long a client may take to send the rest of a refused body, in milliseconds. */
  readonly stallMs: number;
  /** Bytes of a refused body that are read and discarded before the connection is cut. */
  readonly discardedBytes: number;
}

export const HTTP_LIMITS: HttpLimits = {
  stallMs: 30_000,
  discardedBytes: 32 * 1024 * 1024,
};
