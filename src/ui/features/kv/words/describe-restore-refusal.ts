import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/text/describe-error.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { visibleKey } from './key-text.ts';

export interface RestoreRefusal {
  readonly title: string;
  readonly message: string;
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

/** Why a deleted pair was not restored: what happened, what is safe, what to do next. */
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
        message: `“${visibleKey(key)}” exists again, so this one cannot take its key. Rename or delete that pair, then restore this one. Until then it stays in Recently deleted.`,
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
    case 'UNREACHABLE':
    case 'UNAVAILABLE':
    case 'INTERNAL_SERVER_ERROR':
      return {
        title: 'Not restored yet',
        message: 'The server gave no clear answer. Try again. The pair is restored only once.',
      };
  }
  const { title, message } = describeError(error);
  return { title: 'Not restored', message: `${title}. ${message}` };
}
