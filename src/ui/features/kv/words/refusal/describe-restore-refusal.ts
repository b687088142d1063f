import type { KvError } from '#contract/errors.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { visibleKey } from '../key-text.ts';
import { describeRefusal, type Refusal } from './describe-refusal.ts';

export interface RestoreRefusal extends Refusal {
  /** The key that another pair has now. */
  readonly takenKey?: string;
}

/** Restoring would exceed the licence limit. */
export function describeFullLicence(used: number, limit: number): RestoreRefusal {
  return {
    title: 'Not restored: licence limit reached',
    message: `Restoring would need ${formatCount(used + 1)} of ${formatCount(limit)} pairs. Delete another pair, or ask your server admin to raise the limit (KV_LICENSE_PAIRS, then restart). Until then the pair stays in Recently deleted.`,
  };
}

/** Why a deleted pair was not restored. */
export function describeRestoreRefusal(error: KvError, key: string): RestoreRefusal {
  const { used, limit, current_version } = error.details;
  switch (error.code) {
    case 'LICENSE_LIMIT_REACHED':
      if (used !== undefined && limit !== undefined) return describeFullLicence(used, limit);
      break;
    case 'BAD_USER_INPUT':
      if (current_version === undefined) break;
      return {
        title: 'Not restored: the key is taken',
        takenKey: key,
        message: `“${visibleKey(key)}” exists again, so this one cannot take its key. You can restore it under another name in Recently deleted.`,
      };
    case 'NOT_FOUND':
      return {
        title: 'It can no longer be restored',
        message: 'Its time in Recently deleted is over, or someone deleted it permanently.',
      };
    case 'VERSION_CONFLICT':
      return {
        title: 'Already restored or deleted',
        message: 'Someone else restored or deleted the pair first. You changed nothing.',
      };
  }
  return describeRefusal(error, { done: 'restored', again: 'Try again. The pair is restored only once.' });
}
