import { useState } from 'react';
import { useEditorSettings } from '#ui/shared/editor/editor-settings.ts';
import { useValueSession } from '#ui/shared/editor/use-value-session.ts';
import { ValueEditor } from '#ui/shared/editor/ValueEditor.tsx';
import { usePageKeys } from '#ui/shared/use-page-keys.ts';
import { visibleKey } from '../key-text.ts';
import type { OpenPair, PairIdentity } from '../kv.queries.ts';
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx';
import { describeRefusal } from './describe-refusal.ts';
import { EditFooter } from './EditFooter.tsx';
import { MissingPair } from './MissingPair.tsx';
import { PairActions } from './PairActions.tsx';
import { PairDiff } from './PairDiff.tsx';
import { PairFacts } from './PairFacts.tsx';
import { PairHeader } from './PairHeader.tsx';
import classes from './PairPane.module.css';
import { SaveRefusal } from './SaveRefusal.tsx';
import { UnsavedGuard } from './UnsavedGuard.tsx';
import { usePairEdit } from './use-pair-edit.ts';

interface PairEditorProps {
  pairKey: string;
  /** The value that was read first: what is being edited is never exchanged for a newer one unasked. */
  opened: OpenPair;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  /** When `latest` was read, in ms. */
  latestAt: number;
  onClose: () => void;
  onDelete: (pair: PairIdentity) => void;
  onCreate: (key: string) => void;
}

export function PairEditor({ pairKey, opened, latest, latestAt, onClose, onDelete, onCreate }: PairEditorProps) {
  const [{ stringMode }] = useEditorSettings();
  const session = useValueSession({ saved: opened.value_text, mode: stringMode });
  const edit = usePairEdit({ pairKey, opened, latest, latestAt, session });
  const [comparing, setComparing] = useState<'saved' | 'theirs' | null>(null);
  usePageKeys({ 'Mod+s': edit.save });
  const { base, state, refusal, meanwhile } = edit;

  if (meanwhile === 'deleted' && !state.isDirty) {
    return <MissingPair pairKey={pairKey} onClose={onClose} onCreate={onCreate} />;
  }

  const isChanged = meanwhile === 'changed' || meanwhile === 'deleted';
  const isConflict = refusal?.error.code === 'VERSION_CONFLICT';

  return (
    <div className={classes.pane}>
      <PairHeader
        pairKey={pairKey}
        onClose={onClose}
        actions={<PairActions pairKey={pairKey} base={base} isDirty={state.isDirty} onDelete={onDelete} />}
      >
        <PairFacts base={base} />
      </PairHeader>
      {isChanged && (
        <ChangedMeanwhile
          key={isConflict ? refusal.id : 'quiet'}
          theirs={latest}
          version={base.version}
          isRefusal={isConflict}
          onShowDifference={() => setComparing('theirs')}
          onKeep={edit.keepOnTopOf}
          onTake={edit.take}
          onSaveAsNew={edit.saveAsNew}
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
        onShowChanges={() => setComparing('saved')}
        onDiscard={edit.discard}
        onSave={edit.save}
      />
      {comparing && (
        <PairDiff
          base={base}
          theirs={comparing === 'theirs' ? latest : null}
          mine={session.getJson()}
          onKeep={(theirs) => {
            setComparing(null);
            edit.keepOnTopOf(theirs);
          }}
          onTake={(theirs) => {
            setComparing(null);
            edit.take(theirs);
          }}
          onClose={() => setComparing(null)}
        />
      )}
      <UnsavedGuard hasUnsaved={() => session.getState().isDirty} />
    </div>
  );
}
