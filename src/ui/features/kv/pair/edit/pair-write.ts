import { createRandomId } from '#ui/shared/random-id.ts';

/** What one press of Save sends. */
export interface PairWrite {
  readonly key: string;
  readonly valueText: string;
  readonly expectedVersion: number;
  /** One per press of Save, the same for its retries. */
  readonly idempotencyKey: string;
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
  return isRetry ? unanswered : { ...next, idempotencyKey: createRandomId() };
}
