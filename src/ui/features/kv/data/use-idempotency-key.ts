import { useRef } from 'react';
import type { KvError } from '#contract/errors.ts';
import { createRandomId } from '#ui/shared/random-id.ts';
import { isUndecided } from './is-undecided.ts';

/**
 * The idempotency key of what is asked for now: the same again while nobody knows whether it was done, so that
 * pressing the button again has no second effect.
 */
export function useIdempotencyKey() {
  const unanswered = useRef<{ readonly request: string; readonly key: string } | null>(null);

  return {
    keyFor: (request: object): string => {
      const text = JSON.stringify(request);
      if (unanswered.current?.request !== text) unanswered.current = { request: text, key: createRandomId() };
      return unanswered.current.key;
    },

    /** To be told of every failure: one that is an answer ends the request. */
    onError: (error: KvError): void => {
      if (!isUndecided(error)) unanswered.current = null;
    },
  };
}
