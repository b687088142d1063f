import { lazy, Suspense, useState } from 'react';
import { useEditorSettings } from '#ui/shared/editor/editor-settings.ts';
import { useValueSession } from '#ui/shared/editor/use-value-session.ts';
import { ValueEditor } from '#ui/shared/editor/ValueEditor.tsx';
import { usePageKeys } from '#ui/shared/use-page-keys.ts';
import { DraftOffer } from '../drafts/DraftOffer.tsx';
import type { CarriedDraft, Draft } from '../drafts/draft-store.ts';
import { visibleKey } from '../key-text.ts';
import type { OpenPair, PairIdentity } from '../kv.queries.ts';
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx';
import { describeRefusal } from './describe-refusal.ts';
import { EditFooter } from './EditFooter.tsx';
import { MissingPair } from './MissingPair.tsx';
import { useMerge } from './merge/use-merge.ts';
import { PairActions } from './PairActions.tsx';
import { type Compared, PairDiff } from './PairDiff.tsx';
import { PairFacts } from './PairFacts.tsx';
import { PairHeader } from './PairHeader.tsx';
import classes from './PairPane.module.css';
import { SaveRefusal } from './SaveRefusal.tsx';
import { UnsavedGuard } from './UnsavedGuard.tsx';
import { useNewKey } from './use-new-key.ts';
import { usePairDraft } from './use-pair-draft.ts';
import { usePairEdit } from './use-pair-edit.ts';

const MergeDialog = lazy(async () => ({ default: (await import('./merge/MergeDialog.tsx')).MergeDialog }));

export interface PairEditorProps {
  pairKey: string;
  /** The value that was read first: what is being edited is never exchanged for a newer one unasked. */
  opened: OpenPair;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  /** When `latest` was read, in ms. */
  latestAt: number;
  /** Typed under the key that the pair had before; shown at once. */
  carried: CarriedDraft | null;
  onCarried: () => void;
  onClose: () => void;
  onDelete: (pair: PairIdentity) => void;
  onCreate: (key: string, draft?: Draft) => void;
  /** Wants to see another pair, with a draft that belongs to it. */
  onOpen: (key: string, carried?: CarriedDraft) => void;
}

export function PairEditor(props: PairEditorProps) {
  const { pairKey, opened, latest, latestAt, carried, onCarried, onClose, onDelete, onCreate, onOpen } = props;
  const [{ stringMode }] = useEditorSettings();
  const session = useValueSession({ saved: opened.value_text, mode: stringMode });
  const edit = usePairEdit({ pairKey, opened, latest, latestAt, session });
  const { base, state, refusal, meanwhile } = edit;
  const merge = useMerge({ base, session, fetchLatest: edit.fetchLatest, show: edit.show });
  const draft = usePairDraft({ pairKey, opened, carried, onCarried, edit, session });
  const newKey = useNewKey(meanwhile === 'deleted' ? base.id : null, pairKey);
  const [compared, setCompared] = useState<Compared | null>(null);
  usePageKeys({ 'Mod+s': edit.save });

  if (meanwhile === 'deleted' && !state.isDirty) {
    return <MissingPair pairKey={pairKey} formerId={base.id} onClose={onClose} onOpen={onOpen} onCreate={onCreate} />;
  }

  const isChanged = meanwhile === 'changed' || meanwhile === 'deleted';
  const isConflict = refusal?.error.code === 'VERSION_CONFLICT';
  const closing =
    <Arguments extends readonly unknown[]>(act: (...given: Arguments) => void) =>
    (...given: Arguments) => {
      setCompared(null);
      act(...given);
    };

  return (
    <div className={classes.pane}>
      <PairHeader
        pairKey={pairKey}
        onClose={onClose}
        actions={<PairActions pairKey={pairKey} base={base} isDirty={state.isDirty} onDelete={onDelete} />}
      >
        <PairFacts base={base} />
      </PairHeader>
      {draft.offered && (
        <DraftOffer
          draft={draft.offered}
          version={(latest ?? base).version}
          onRestore={draft.restore}
          onShowDifference={(left) => setCompared({ with: 'draft', draft: left })}
          onDiscard={draft.discard}
        />
      )}
      {isChanged && (
        <ChangedMeanwhile
          key={isConflict ? refusal.id : 'quiet'}
          theirs={latest}
          version={base.version}
          newKey={newKey}
          isRefusal={isConflict}
          onShowDifference={() => latest && setCompared({ with: 'theirs', theirs: latest })}
          onMerge={merge.start}
          onKeep={edit.keepOnTopOf}
          onTake={edit.take}
          onSaveAsNew={edit.saveAsNew}
          onOpenRenamed={(key) => void draft.carry().then((typed) => onOpen(key, typed))}
        />
      )}
      {refusal && !(isChanged && isConflict) && (
        <div className={classes.refusal}>
          <SaveRefusal key={refusal.id} {...describeRefusal(refusal.error)} onHide={edit.hideRefusal} />
        </div>
      )}
      <div className={classes.editor}>
        <ValueEditor session={session} label={`Value of ${visibleKey(pairKey)}`} />
      </div>
      <EditFooter
        state={state}
        limitBytes={edit.limitBytes}
        status={edit.status}
        isSaving={edit.isSaving}
        saveObstacle={edit.saveObstacle}
        onShowChanges={() => setCompared({ with: 'saved' })}
        onDiscard={edit.discard}
        onSave={edit.save}
      />
      {compared && (
        <PairDiff
          base={base}
          compared={compared}
          mine={session.getJson()}
          onKeep={closing(edit.keepOnTopOf)}
          onTake={closing(edit.take)}
          onRestore={closing(draft.restore)}
          onDiscard={closing(draft.discard)}
          onClose={() => setCompared(null)}
        />
      )}
      <Suspense>
        {merge.mine !== null && latest && (
          <MergeDialog base={base} theirs={latest} mine={merge.mine} onAccept={merge.accept} onClose={merge.close} />
        )}
      </Suspense>
      <UnsavedGuard hasUnsaved={() => session.getState().isDirty} onLeft={draft.forget} />
    </div>
  );
}
