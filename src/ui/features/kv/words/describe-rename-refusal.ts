import type { KvError } from '#contract/errors.ts';
import { describeError } from '#ui/shared/describe-error.ts';
import { formatCount } from '#ui/shared/format.ts';
import { isUndecided } from '../data/is-undecided.ts';

/** Why a pair was not renamed: what happened, what is safe, what to do. `isTaken`: another pair has the new key. */
export function describeRenameRefusal(error: KvError, isTaken: boolean): { title: string; message: string } {
  if (error.code === 'VERSION_CONFLICT') {
    if (isTaken) {
      return {
        title: 'Not renamed: the key is taken',
        message: 'Another pair got this key meanwhile, and was not touched. Choose another key.',
      };
    }
    const { current_version } = error.details;
    const version = current_version === undefined ? 'another version' : `version ${formatCount(current_version)}`;
    return {
      title: 'Not renamed: the pair has changed',
      message: `Somebody saved ${version} meanwhile. Press Rename again to rename that one.`,
    };
  }
  if (error.code === 'NOT_FOUND') {
    return {
      title: 'Not renamed: the pair is gone',
      message: 'Somebody deleted it. It may still be in Recently deleted.',
    };
  }
  if (isUndecided(error)) {
    return {
      title: 'Not renamed yet',
      message: 'The server gave no clear answer. Press Rename to try again: it has one effect, however often you do.',
    };
  }
  const { title, message } = describeError(error);
  return { title: 'Not renamed', message: `${title}. ${message}` };
}
