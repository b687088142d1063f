import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { isUndecided } from '#contract/error-words.ts';
import type { KvError } from '#contract/errors.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { kvMutations, type PairWrite } from '../../../data/kv.mutations.ts';
import { repeatOrNew } from '../../../data/repeat.ts';
import type { WriteEvent, WriteState } from '../state/write-state.ts';

interface ValueWriteOptions {
  /** The draft cannot be saved, for a reason that the person should see. */
  onBlocked: (reason: string) => void;
  session: ValueSession;
  /** The current state of the write, even between two renders. */
  now: () => WriteState;
  send: (event: WriteEvent) => void;
  /** Reads what the server has instead, before the refusal of a write is shown. */
  look: (error: KvError, sent: PairWrite) => Promise<OpenPair | null | undefined>;
}

/** One press of Save. */
interface SaveRequest {
  /** Why the draft cannot be saved, as a sentence. Called once the draft is checked. */
  readonly findObstacle: () => string | undefined;
  /** The pair and version to write. Called after that, because Undo may have led to another text. */
  readonly toTarget: () => Pick<PairWrite, 'key' | 'expectedVersion' | 'note'>;
  /** Not called after the component has gone. */
  readonly onSaved?: (pair: OpenPair, sent: PairWrite) => void;
  /** Called right after the refusal was sent, so that an answer to it is shown in its place. Not after the component has gone. */
  readonly onRefused?: (error: KvError, sent: PairWrite) => void;
}

/** Saves the draft of a session: one write at a time, each with one effect. */
export function useValueWrite({ session, now, send, look, onBlocked }: ValueWriteOptions) {
  const isBusy = useRef(false);
  const { mutate } = useMutation({
    ...kvMutations.set(),
    onSuccess: (pair) => {
      isBusy.current = false;
      send({ type: 'saved', pair });
    },
    onError: async (error, sent) => {
      const at = Date.now();
      const found = await look(error, sent).catch(() => undefined);
      isBusy.current = false;
      send(isUndecided(error) ? { type: 'answerLost', error, at } : { type: 'refused', error, at, found });
    },
  });

  return async function save({ findObstacle, toTarget, onSaved, onRefused }: SaveRequest): Promise<void> {
    // A second press while a save is on its way asks for the same.
    if (isBusy.current) return;
    isBusy.current = true;
    const { compact } = await session.settle();
    const obstacle = findObstacle();
    if (compact === undefined || obstacle !== undefined) {
      isBusy.current = false;
      if (obstacle !== undefined) onBlocked(obstacle);
      return;
    }
    const write = repeatOrNew({ ...toTarget(), valueText: compact }, now().unanswered);
    send({ type: 'sent', write });
    mutate(write, { onSuccess: onSaved, onError: onRefused });
  };
}
