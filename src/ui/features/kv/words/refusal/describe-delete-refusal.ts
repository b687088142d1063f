import type { KvError } from '#contract/errors.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { describeRefusal, type Refusal } from './describe-refusal.ts';

/** Why a pair was not deleted. */
export function describeDeleteRefusal(error: KvError): Refusal {
  const { code, details } = error;
  if (code === 'VERSION_CONFLICT') {
    const version =
      details.current_version === undefined ? 'another version' : `version ${formatCount(details.current_version)}`;
    return {
      title: 'Not deleted: the pair has changed',
      message: `Someone else saved ${version} first. Look at it, then delete it if it may go too.`,
    };
  }
  return describeRefusal(error, { done: 'deleted', again: 'Try again. The pair is deleted only once.' });
}
