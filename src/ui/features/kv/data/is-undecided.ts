import type { ErrorCode, KvError } from '#contract/errors.ts';

const UNDECIDED: readonly ErrorCode[] = ['UNREACHABLE', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED'];

/** After such a failure the write may have been stored or not. Sending it again settles it. */
export const isUndecided = (error: KvError): boolean => UNDECIDED.includes(error.code);
