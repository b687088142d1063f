import { KvError } from '#contract/errors.ts';

/**
 * How long the reads of one request may work on the database together; neither waiting for a turn nor a
 * long answer counts.
 */
export class TimeLimit {
  readonly ms: number;
  #msLeft: number;

  constructor(ms: number) {
    this.ms = ms;
    this.#msLeft = ms;
  }

  get msLeft(): number {
    return Math.max(0, this.#msLeft);
  }

  /** Sets what is left. */
  allow(ms: number): void {
    this.#msLeft = ms;
  }

  spend(ms: number): void {
    this.#msLeft -= ms;
  }

  /** @throws {KvError} `QUERY_TOO_EXPENSIVE` when no time is left */
  assertLeft(): void {
    if (this.#msLeft <= 0) throw tooExpensive();
  }
}

export function tooExpensive(): KvError {
  return new KvError(
    'QUERY_TOO_EXPENSIVE',
    'This query takes too long. Ask for fewer conditions, a smaller offset or fewer fields, or sort by key.',
  );
}
