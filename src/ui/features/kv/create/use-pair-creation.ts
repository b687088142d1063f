import { useQueryClient } from '@tanstack/react-query';
import { findKeyProblem } from '#contract/limits.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { useReducerNow } from '#ui/shared/use-reducer-now.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { findValueObstacle } from '../pair/edit/save/save-obstacle.ts';
import { useBlockedSave } from '../pair/edit/save/use-blocked-save.ts';
import { useValueWrite } from '../pair/edit/save/use-value-write.ts';
import { NOTHING_SENT, reduceWrite } from '../pair/edit/state/write-state.ts';

interface PairCreationOptions {
  session: ValueSession;
  onCreated: (created: OpenPair) => void;
}

/** Saves a value under a free key, or replaces exactly the version that the person chose. */
export function usePairCreation({ session, onCreated }: PairCreationOptions) {
  const queryClient = useQueryClient();
  const { state, now, send } = useReducerNow(reduceWrite, () => NOTHING_SENT);
  const { blocked, block } = useBlockedSave(session);
  const save = useValueWrite({
    onBlocked: block,
    session,
    now,
    send,
    look: async ({ code }, { key }) => {
      // The refusal is shown together with the pair that has the key.
      if (code === 'VERSION_CONFLICT') await queryClient.refetchQueries(pairQueries.existing(key));
      return undefined;
    },
  });

  return {
    blocked,
    /** Shows why nothing is saved. */
    block,
    isSaving: state.sending !== null,
    refusal: state.refusal,
    limitBytes: state.limitBytes,
    /** The key of a write whose answer was lost. If that key exists, then probably from this write; saving again tells. */
    undecidedKey: state.unanswered?.key ?? null,
    hideRefusal: () => send({ type: 'refusalHidden' }),

    /** `replaces` is the version to replace, 0 for a key that must be free. */
    save: (key: string, replaces: number, note?: string) =>
      save({
        findObstacle: () => findKeyProblem(key) ?? findValueObstacle(session.getState(), now().limitBytes),
        toTarget: () => ({ key, expectedVersion: replaces, note }),
        onSaved: onCreated,
      }),
  };
}
