import { useState } from 'react';
import type { KvError } from '#contract/errors.ts';
import type { DeletedPair } from '#ui/features/kv/data/history.queries.ts';
import { kvMutations } from '#ui/features/kv/data/kv.mutations.ts';
import type { Usage } from '#ui/features/kv/data/use-usage.ts';
import { useWrite } from '#ui/features/kv/data/use-write.ts';
import { RestoredToast } from '#ui/features/kv/words/RestoredToast.tsx';
import {
  describeFullLicence,
  describeRestoreRefusal,
  type RestoreRefusal,
} from '#ui/features/kv/words/refusal/describe-restore-refusal.ts';
import { markUnseen } from '#ui/features/kv/words/unseen.ts';
import { announce } from '#ui/shared/announce.ts';
import { showToast } from '#ui/shared/toast.ts';

interface RestoreDeletedOptions {
  usage: Usage | undefined;
  /** The list has been read again, without the pair. */
  onRestored: (pair: DeletedPair) => void;
}

/** Restores deleted pairs, one at a time. */
export function useRestoreDeleted({ usage, onRestored }: RestoreDeletedOptions) {
  const restore = useWrite(kvMutations.restore());
  const [refusal, setRefusal] = useState<RestoreRefusal | null>(null);
  const [busyId, setBusyId] = useState<string | null>(null);

  function refuse(pair: DeletedPair, error: KvError) {
    setBusyId(null);
    setRefusal(describeRestoreRefusal(error, pair.key));
  }

  return {
    refusal,
    /** The id of the pair that is being restored. */
    busyId,
    closeRefusal: () => setRefusal(null),

    restore: (pair: DeletedPair) => {
      if (busyId !== null) return;
      // Explain a full licence without trying; the server decides anyway.
      if (usage && usage.used >= usage.limit) {
        setRefusal(describeFullLicence(usage.used, usage.limit));
        return;
      }
      setBusyId(pair.id);
      restore.mutate(
        { id: pair.id, key: pair.key, version: pair.version - 1, expectedVersion: pair.version },
        {
          onSuccess: () => {
            setBusyId(null);
            announce(`Restored ${markUnseen(pair.key)}`);
            showToast(<RestoredToast pairKey={pair.key} />);
            onRestored(pair);
          },
          onError: (error) => refuse(pair, error),
        },
      );
    },
  };
}
