import type { KvError } from '#contract/errors.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { Toast } from '#ui/shared/page/Toast.tsx';
import { Sentence } from '#ui/shared/text/Exact.tsx';
import { formatCount } from '#ui/shared/text/format.ts';
import { showToast } from '#ui/shared/toast.ts';
import { UndoToast } from '../../actions/UndoToast.tsx';
import type { Base } from '../../data/base.ts';
import { describeRefusal, type Refusal } from '../../words/refusal/describe-refusal.ts';
import { describeSavedTogether } from './saved-together.ts';

/** Says what a save took in, and offers to go back to exactly the version of the others. */
export function showSavedTogether(base: Base, theirs: OpenPair, saved: OpenPair): void {
  const took = describeSavedTogether(base, theirs, saved.version);
  showToast(
    <UndoToast
      id={saved.id}
      pairKey={saved.key}
      version={theirs.version}
      spoken={took.text}
      describeRefusal={describeUndoRefusal}
      toDone={({ version }) => {
        const done = `Version ${formatCount(version)} has the value of version ${formatCount(theirs.version)} again.`;
        return [
          <Toast key="undone">
            <span>{done}</span>
          </Toast>,
          done,
        ];
      }}
    >
      <Sentence {...took} />
    </UndoToast>,
  );
}

function describeUndoRefusal(error: KvError): Refusal {
  if (error.code === 'VERSION_CONFLICT') {
    return {
      title: 'Not undone',
      message: 'Someone saved a newer version. Restore the older one from History instead.',
    };
  }
  return describeRefusal(error, { done: 'undone', again: 'Try again. It is undone only once.' });
}
