import { isUndecided } from '#contract/error-words.ts';
import type { KvError } from '#contract/errors.ts';
import { pageWordsOf, sentences } from '#ui/shared/text/describe-error.ts';

export interface Refusal {
  /** Says what happened. */
  readonly title: string;
  /** Says why, what is safe and what to do next. */
  readonly message: string;
}

/** What was tried. */
export interface Attempt {
  /** For example `saved`. */
  readonly done: string;
  /** What is safe, as a sentence. */
  readonly safe?: string;
  /** How to try again, as a sentence. */
  readonly again: string;
}

/** Why something was not done, for the codes that mean the same whatever was tried. */
export function describeRefusal(error: KvError, { done, safe = '', again }: Attempt): Refusal {
  const { title, reason, advice } = pageWordsOf(error);
  if (isUndecided(error)) return { title: `Not ${done} yet`, message: sentences(`${title}.`, reason, safe, again) };
  switch (error.code) {
    case 'RATE_LIMITED':
      return { title: `Not ${done} yet`, message: sentences(`${title}.`, reason, safe) };
    case 'BAD_USER_INPUT':
      return { title: `Not ${done}`, message: sentences(reason, safe, advice) };
    default:
      return { title: `Not ${done}: ${withSmallInitial(title)}`, message: sentences(reason, safe, advice) };
  }
}

const withSmallInitial = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
