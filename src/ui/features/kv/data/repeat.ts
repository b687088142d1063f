import { isUndecided } from '#contract/error-words.ts';
import type { ErrorCode, KvError } from '#contract/errors.ts';
import { createRandomId } from '#ui/shared/random-id.ts';

/** A write that has only one effect, however often it is sent. */
export type Repeatable<Request> = Request & {
  /** One for each press of a button; its retries share it. */
  readonly idempotencyKey: string;
};

/**
 * The write to send: `unanswered` again if it asked for the same, so that the server does it only once even if both
 * arrive.
 */
export function repeatOrNew<Request extends object>(
  next: Request,
  unanswered: Repeatable<Request> | null,
): Repeatable<Request> {
  return unanswered !== null && asksForTheSame(next, unanswered)
    ? unanswered
    : { ...next, idempotencyKey: createRandomId() };
}

/** The server refuses these before it looks for the idempotency key: they say nothing about an earlier attempt. */
const REFUSED_UNREAD: readonly ErrorCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
];

/** The write whose outcome is unknown, after `sent` has failed. `unanswered` was it before. */
export function findUnanswered<Write extends Repeatable<object>>(
  error: KvError,
  sent: Write,
  unanswered: Write | null,
): Write | null {
  if (isUndecided(error)) return sent;
  if (REFUSED_UNREAD.includes(error.code)) return unanswered;
  // The answer to another write says nothing about this one.
  return unanswered?.idempotencyKey === sent.idempotencyKey ? null : unanswered;
}

function asksForTheSame(next: object, unanswered: Repeatable<object>): boolean {
  const { idempotencyKey: _, ...earlier } = unanswered;
  const names = new Set([...Object.keys(next), ...Object.keys(earlier)]);
  const at = (request: object, name: string): unknown => (request as Record<string, unknown>)[name];
  return [...names].every((name) => at(next, name) === at(earlier, name));
}
