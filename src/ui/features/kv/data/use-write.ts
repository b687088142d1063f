import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { KvError } from '#contract/errors.ts';
import { findUnanswered, type Repeatable, repeatOrNew } from './repeat.ts';

/**
 * A mutation for a button. A second press after a lost answer sends the same request again, which has no second effect.
 */
export function useWrite<Answer, Request extends object>(
  options: UseMutationOptions<Answer, KvError, Repeatable<Request>>,
) {
  const unanswered = useRef<Repeatable<Request> | null>(null);
  const { mutate, ...mutation } = useMutation({
    ...options,
    onSuccess: (...answered) => {
      unanswered.current = null;
      return options.onSuccess?.(...answered);
    },
    onError: (error, sent, ...rest) => {
      unanswered.current = findUnanswered(error, sent, unanswered.current);
      return options.onError?.(error, sent, ...rest);
    },
  });

  return {
    ...mutation,
    /** Takes the arguments of `mutate` without the idempotency key. */
    mutate: (request: Request, callbacks?: Parameters<typeof mutate>[1]) => {
      unanswered.current = repeatOrNew(request, unanswered.current);
      mutate(unanswered.current, callbacks);
    },
  };
}
