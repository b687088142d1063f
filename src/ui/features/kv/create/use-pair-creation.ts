import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import { findKeyProblem, MAX_VALUE_BYTES } from '#contract/limits.ts';
import { announce } from '#ui/shared/announce.ts';
import type { ValueSession } from '#ui/shared/editor/value-session.ts';
import type { SavedPair } from '../data/base.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { isUndecided } from '../data/is-undecided.ts';
import { kvMutations } from '../data/kv.queries.ts';
import { type PairWrite, toWrite } from '../pair/edit/pair-write.ts';
import { findValueObstacle } from '../pair/edit/save-obstacle.ts';

export interface CreatedPair extends SavedPair {
  readonly key: string;
  /** What was sent. */
  readonly valueText: string;
}

interface PairCreationOptions {
  session: ValueSession;
  onCreated: (created: CreatedPair) => void;
}

/** Saves a value under a key that is free, or over exactly the version that was chosen to be replaced. */
export function usePairCreation({ session, onCreated }: PairCreationOptions) {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<{ readonly error: KvError; readonly id: number } | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [limitBytes, setLimitBytes] = useState(MAX_VALUE_BYTES);
  const isBusy = useRef(false);
  const unanswered = useRef<PairWrite | null>(null);
  const [undecidedKey, setUndecidedKey] = useState<string | null>(null);

  const write = useMutation({
    ...kvMutations.set(),
    // The server may be on this very machine: whether there is a network is not the question.
    networkMode: 'always',
    onError: async (error, { key }) => {
      if (!isUndecided(error)) unanswered.current = null;
      setUndecidedKey(isUndecided(error) ? key : null);
      if (error.code === 'VALUE_TOO_LARGE' && error.details.limit !== undefined) setLimitBytes(error.details.limit);
      // Somebody was faster: what is there now belongs to the answer.
      if (error.code === 'VERSION_CONFLICT') await queryClient.refetchQueries(pairQueries.existing(key));
      isBusy.current = false;
      setIsSaving(false);
      setRefusal((previous) => ({ error, id: (previous?.id ?? 0) + 1 }));
    },
  });

  return {
    isSaving,
    refusal,
    limitBytes,
    /** The key of a write without an answer: when it is taken, then probably by that write. Saving again settles it. */
    undecidedKey,
    hideRefusal: () => setRefusal(null),

    /** `replaces` is the version to overwrite, 0 for a key that has to be free. */
    async save(key: string, replaces: number) {
      // A second press while the first one is on its way is the same wish.
      if (isBusy.current) return;
      isBusy.current = true;
      const { compact } = await session.settle();
      const obstacle = findKeyProblem(key) ?? findValueObstacle(session.getState(), limitBytes);
      if (compact === undefined || obstacle !== undefined) {
        isBusy.current = false;
        if (obstacle !== undefined) announce(obstacle);
        return;
      }
      setIsSaving(true);
      unanswered.current = toWrite({ key, valueText: compact, expectedVersion: replaces }, unanswered.current);
      write.mutate(unanswered.current, { onSuccess: (saved) => onCreated({ ...saved, key, valueText: compact }) });
    },
  };
}
