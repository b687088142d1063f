import { useRef, useState } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { announce } from '#ui/shared/announce.ts';
import { TallDialog } from '#ui/shared/dialog/TallDialog.tsx';
import { useValueSession } from '#ui/shared/editor/session/use-value-session.ts';
import { keyName } from '#ui/shared/keys/key-name.ts';
import { showToast } from '#ui/shared/toast.ts';
import { usePairActions } from '../actions/pair-actions-context.ts';
import { toBase } from '../data/base.ts';
import { DiscardedToast } from '../pair/drafts/DiscardedToast.tsx';
import { DraftOffer } from '../pair/drafts/DraftOffer.tsx';
import { type Draft, draftStore, NEW_PAIR } from '../pair/drafts/draft-store.ts';
import { useKeptDraft, useLeftDrafts } from '../pair/drafts/use-drafts.ts';
import { LeaveDialog } from '../pair/edit/leave/LeaveDialog.tsx';
import { UnsavedGuard } from '../pair/edit/leave/UnsavedGuard.tsx';
import { markUnseen } from '../words/unseen.ts';
import { NewPairForm } from './NewPairForm.tsx';

interface NewPairDialogProps {
  opened: boolean;
  initialKey: string;
  /** The initial JSON text. */
  initialText?: string;
  /** The draft that the text comes from. */
  draftId?: string;
  onClose: () => void;
  onCreated: (key: string) => void;
  /** The person wants to see the pair that already has the key. */
  onOpen: (key: string) => void;
}

/** Creates a pair. Its fields are reset each time it opens. */
export function NewPairDialog({ opened, ...props }: NewPairDialogProps) {
  return opened ? <OpenDialog {...props} /> : null;
}

function OpenDialog(props: Omit<NewPairDialogProps, 'opened'>) {
  const { initialKey, initialText, draftId, onClose, onCreated, onOpen } = props;
  const session = useValueSession({ saved: null, draft: initialText, mode: 'fitting' });
  const [key, setKey] = useState(initialKey);
  const page = usePairActions();
  /** Where the person wants to go; asks about the text first. */
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const isDone = useRef(false);

  // A key alone is neither worth a draft nor a question.
  const hasUnsaved = () => !isDone.current && session.getState().isDirty;
  const kept = useKeptDraft({ session, about: { pairId: NEW_PAIR, key, base: null }, hasUnsaved });
  const left = useLeftDrafts('new');

  function restore(draft: Draft) {
    setKey(draft.key);
    session.replace(draft.json);
    left.hide();
    void kept.keepNow({ replacedId: draft.id, about: { key: draft.key } });
    session.focus();
  }

  function discard(draft: Draft) {
    left.remove(draft);
    session.focus();
  }

  async function goOn(created: OpenPair) {
    const { compact } = await session.settle();
    if (compact === created.value_text) {
      kept.forget();
    } else {
      // Text typed during the save becomes a draft of the new pair.
      await kept.handOver({ pairId: created.id, key: created.key, base: toBase(created) });
    }
    isDone.current = true;
    if (draftId !== undefined) void draftStore.remove(draftId);
    announce(`Created ${markUnseen(created.key)}`);
    onCreated(created.key);
  }

  /** Asks first if a value was typed. */
  function leaveBy(go: () => void) {
    if (hasUnsaved()) return setLeave(() => go);
    isDone.current = true;
    kept.forget();
    go();
  }

  async function keepDraft(): Promise<boolean> {
    const isKept = await kept.handOver();
    announce(isKept ? 'Kept as a draft.' : 'The draft could not be stored in this browser.');
    isDone.current = isKept;
    return isKept;
  }

  async function giveUp(): Promise<void> {
    const [id, json] = [kept.getId(), session.getJson()];
    const isKept = await kept.handOver();
    isDone.current = true;
    if (!isKept || id === undefined) return;
    const undo = () => page.create({ initialKey: key, initialText: json, draftId: id });
    showToast(<DiscardedToast draftId={id} onUndo={undo} />);
  }

  return (
    <>
      <TallDialog
        onClose={() => leaveBy(onClose)}
        title="New pair"
        size={720}
        closeOnClickOutside={false}
        // The editor handles Escape first, for example to close its search. Only an unused Escape gets here.
        closeOnEscape={false}
        onKeyDown={(event) => keyName(event) === 'Escape' && leaveBy(onClose)}
      >
        <NewPairForm
          session={session}
          offer={
            left.draft &&
            left.draft.id !== draftId && (
              <DraftOffer draft={left.draft} version={null} onRestore={restore} onDiscard={discard} />
            )
          }
          pairKey={key}
          onKeyChange={setKey}
          onCancel={() => leaveBy(onClose)}
          onCreated={(created) => void goOn(created)}
          onOpen={(existing) => leaveBy(() => onOpen(existing))}
        />
      </TallDialog>
      {leave && (
        <LeaveDialog
          onStay={() => setLeave(null)}
          onKeepDraft={() => void keepDraft().then((isKept) => (isKept ? leave() : setLeave(null)))}
          onDiscard={() => void giveUp().then(leave)}
        />
      )}
      <UnsavedGuard hasUnsaved={hasUnsaved} onKeepDraft={keepDraft} onDiscard={giveUp} onLeft={onClose} />
    </>
  );
}
