/** What one press of Save sends. */
export interface PairWrite {
  readonly key: string;
  readonly valueText: string;
  readonly expectedVersion: number;
  /** One per press of Save, the same for its retries. */
  readonly idempotencyKey: string;
}

/** 128 random bits. Not `crypto.randomUUID`, which does not exist over plain http. */
export function createIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The write for what is to be saved now. When it is what `unanswered` said already, it is that one again, and the
 * server does it once even if both arrive.
 */
export function toWrite(next: Omit<PairWrite, 'idempotencyKey'>, unanswered: PairWrite | null): PairWrite {
  const isRetry =
    unanswered !== null &&
    unanswered.key === next.key &&
    unanswered.valueText === next.valueText &&
    unanswered.expectedVersion === next.expectedVersion;
  return isRetry ? unanswered : { ...next, idempotencyKey: createIdempotencyKey() };
}
