import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/describe-error.ts';
import { formatCount } from '#ui/shared/format.ts';
import { visibleKey } from './key-text.ts';

export interface RestoreRefusal {
  readonly title: string;
  readonly message: string;
  /** The key, when another pair has it. */
  readonly takenKey?: string;
}

/** There is no place for one pair more. */
export function describeFullLicence(used: number, limit: number): RestoreRefusal {
  return {
    title: 'No room to restore it',
    message: `Restoring would need ${formatCount(used + 1)} of ${formatCount(limit)} pairs. Delete a pair that nobody needs, or ask whoever runs the server to raise KV_LICENSE_PAIRS. Until then the pair stays in Recently deleted.`,
  };
}

/** Why a deleted pair was not restored: what happened, what is safe, what to do. */
export function describeRestoreRefusal(error: KvError, key: string): RestoreRefusal {
  const { used, limit, current_version } = error.details;
  switch (error.code) {
    case 'LICENSE_LIMIT_REACHED':
      if (used !== undefined && limit !== undefined) return describeFullLicence(used, limit);
      break;
    case 'BAD_USER_INPUT':
      if (current_version === undefined) break;
      return {
        title: 'The key is taken',
        takenKey: key,
        message: `Another pair has the key “${visibleKey(key)}” now, and was not touched. Rename or delete that pair, then restore this one. Until then it stays in Recently deleted.`,
      };
    case 'NOT_FOUND':
      return {
        title: 'It cannot be restored any more',
        message: 'Its time in Recently deleted has run out, or somebody deleted it for good.',
      };
    case 'VERSION_CONFLICT':
      return {
        title: 'Somebody was faster',
        message: 'The pair has been restored or deleted again meanwhile. Nothing was changed now.',
      };
    case 'UNREACHABLE':
    case 'UNAVAILABLE':
    case 'INTERNAL_SERVER_ERROR':
      return {
        title: 'Not restored yet',
        message: 'The server gave no clear answer. Try again: the pair is restored once, however often you do.',
      };
  }
  const { title, message } = describeError(error);
  return { title: 'Not restored', message: `${title}. ${message}` };
}
