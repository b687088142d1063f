import type { KvError } from '#contract/errors.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { describeRefusal, type Refusal } from './describe-refusal.ts';

/** Why a pair was not renamed. `isTaken`: another pair has the new key. */
export function describeRenameRefusal(error: KvError, isTaken: boolean): Refusal {
  if (error.code === 'VERSION_CONFLICT') {
    if (isTaken) {
      return {
        title: 'Not renamed: the key is taken',
        message: 'Another pair now has this key. It was not changed. Choose another key.',
      };
    }
    const { current_version } = error.details;
    const version = current_version === undefined ? 'another version' : `version ${formatCount(current_version)}`;
    return {
      title: 'Not renamed: the pair has changed',
      message: `Someone else saved ${version} first. Press Rename again to rename that version.`,
    };
  }
  if (error.code === 'NOT_FOUND') {
    return {
      title: 'Not renamed: the pair was deleted',
      message: 'Someone else deleted it. It may still be in Recently deleted.',
    };
  }
  return describeRefusal(error, {
    done: 'renamed',
    again: 'Press Rename to try again. The pair is renamed only once.',
  });
}
