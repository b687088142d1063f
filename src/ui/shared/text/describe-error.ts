import { type ErrorWords, NOTHING_CHANGED, wordsOf } from '#contract/error-words.ts';
import type { ErrorCode, KvError } from '#contract/errors.ts';
import { formatCount } from './format.ts';

interface ErrorDescription {
  /** Says what happened. */
  readonly title: string;
  /** Says what is safe and what to do next. */
  readonly message: string;
}

/** Words for people who use the page: they have a session instead of a client, and see pairs that may be deleted. */
const OF_A_PAGE: Partial<Record<ErrorCode, ErrorWords>> = {
  UNAUTHENTICATED: { title: 'You are signed out', reason: 'Your session has ended.' },
  NOT_FOUND: { title: 'This no longer exists', reason: 'Someone may have deleted it.' },
  GRAPHQL_PARSE_FAILED: { title: 'This page is out of date', reason: 'The server was probably updated.' },
  GRAPHQL_VALIDATION_FAILED: { title: 'This page is out of date', reason: 'The server was probably updated.' },
};

const RELOAD = 'Copy what you typed, then reload the page.';

/** What to do next. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'Sign in again to continue.',
  FORBIDDEN: 'Get an API key with this permission, or sign in with another one.',
  NOT_FOUND: 'Reload the page to see the current state.',
  VERSION_CONFLICT: 'Look at the newer version first.',
  LICENSE_LIMIT_REACHED:
    'Delete a pair, or ask your server admin to raise the limit (KV_LICENSE_PAIRS, then restart). You can still edit existing pairs.',
  VALUE_TOO_LARGE: 'Make it smaller, or split it into several keys.',
  UNAVAILABLE: 'Try again in a moment.',
  UNREACHABLE: 'Check that it is running and that you are connected, then try again.',
  GRAPHQL_PARSE_FAILED: RELOAD,
  GRAPHQL_VALIDATION_FAILED: RELOAD,
  INTERNAL_SERVER_ERROR: 'You can safely try again.',
};

/** With these codes it is certain that nothing was written. */
const REFUSED: readonly ErrorCode[] = [
  'FORBIDDEN',
  'VERSION_CONFLICT',
  'LICENSE_LIMIT_REACHED',
  'VALUE_TOO_LARGE',
  'VALUE_TOO_DEEP',
];

/** A failure in the words of the page, with what people can do about it; empty if nothing. */
export function pageWordsOf(error: KvError): ErrorWords & { readonly advice: string } {
  const words = OF_A_PAGE[error.code] ?? wordsOf(error, { count: formatCount });
  return { ...words, advice: ADVICE[error.code] ?? '' };
}

/** A failure in words for people, by its code. Only a refused input keeps the server's own sentence. */
export function describeError(error: KvError): ErrorDescription {
  const { title, reason, advice } = pageWordsOf(error);
  return { title, message: sentences(reason, REFUSED.includes(error.code) && NOTHING_CHANGED, advice) };
}

/** Joins all texts that are not empty. */
export const sentences = (...texts: readonly (string | false)[]): string => texts.filter(Boolean).join(' ');
