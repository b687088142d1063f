import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import { type DeletedPair, historyMutations } from '#ui/features/kv/data/history.queries.ts';
import { useIdempotencyKey } from '#ui/features/kv/data/use-idempotency-key.ts';
import type { Usage } from '#ui/features/kv/data/use-usage.ts';
import {
  describeFullLicence,
  describeRestoreRefusal,
  type RestoreRefusal,
} from '#ui/features/kv/words/describe-restore-refusal.ts';
import { RestoredToast } from '#ui/features/kv/words/RestoredToast.tsx';
import { announce } from '#ui/shared/announce.ts';
import { showToast } from '#ui/shared/toast.ts';

interface RestoreDeletedOptions {
  usage: Usage | undefined;
  /** The list has been read anew without the pair. */
  onRestored: (pair: DeletedPair) => void;
}

/** Brings deleted pairs back, one at a time, exactly as they were. */
export function useRestoreDeleted({ usage, onRestored }: RestoreDeletedOptions) {
  const idempotency = useIdempotencyKey();
  const restore = useMutation(historyMutations.restore());
  const [refusal, setRefusal] = useState<RestoreRefusal | null>(null);
  const [busyId, setBusyId] = useState<string | null>(null);

  function refuse(pair: DeletedPair, error: KvError) {
    idempotency.onError(error);
    setBusyId(null);
    setRefusal(describeRestoreRefusal(error, pair.key));
  }

  return {
    refusal,
    /** Of the pair that is being restored. */
    busyId,
    closeRefusal: () => setRefusal(null),

    restore: (pair: DeletedPair) => {
      if (busyId !== null) return;
      // Said before anything is tried; the server has the last word.
      if (usage && usage.used >= usage.limit) {
        setRefusal(describeFullLicence(usage.used, usage.limit));
        return;
      }
      setBusyId(pair.id);
      const request = { id: pair.id, version: pair.version - 1, expectedVersion: pair.version };
      restore.mutate(
        { ...request, idempotencyKey: idempotency.keyFor(request) },
        {
          onSuccess: () => {
            setBusyId(null);
            announce(`Restored ${pair.key}`);
            showToast(<RestoredToast pairKey={pair.key} />);
            onRestored(pair);
          },
          onError: (error) => refuse(pair, error),
        },
      );
    },
  };
}
