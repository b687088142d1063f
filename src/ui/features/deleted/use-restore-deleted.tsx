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

/** Why a pair was not restored. */
export interface RefusedRestore extends RestoreRefusal {
  readonly pair: DeletedPair;
}

/** Restores deleted pairs, one at a time. */
export function useRestoreDeleted({ usage, onRestored }: RestoreDeletedOptions) {
  const restore = useWrite(kvMutations.restore());
  const [refusal, setRefusal] = useState<RefusedRestore | null>(null);
  const [busyId, setBusyId] = useState<string | null>(null);

  function refuse(pair: DeletedPair, newKey: string, error: KvError) {
    setBusyId(null);
    setRefusal({ ...describeRestoreRefusal(error, newKey), pair });
  }

  return {
    refusal,
    /** The id of the pair that is being restored. */
    busyId,
    closeRefusal: () => setRefusal(null),

    /** Under another key if `newKey` is given. */
    restore: (pair: DeletedPair, newKey?: string) => {
      if (busyId !== null) return;
      // Explain a full licence without trying; the server decides anyway.
      if (usage && usage.used >= usage.limit) {
        setRefusal({ ...describeFullLicence(usage.used, usage.limit), pair });
        return;
      }
      setBusyId(pair.id);
      restore.mutate(
        { id: pair.id, key: pair.key, newKey, version: pair.version - 1, expectedVersion: pair.version },
        {
          onSuccess: () => {
            setBusyId(null);
            setRefusal(null);
            announce(`Restored ${markUnseen(newKey ?? pair.key)}`);
            showToast(<RestoredToast pairKey={newKey ?? pair.key} />);
            onRestored(pair);
          },
          onError: (error) => refuse(pair, newKey ?? pair.key, error),
        },
      );
    },
  };
}
