import { Tabs } from '@mantine/core';
import { lazy, Suspense, use, useEffect, useState } from 'react';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { useEditorSettings } from '#ui/shared/editor/editor-settings.ts';
import { useValueSession } from '#ui/shared/editor/session/use-value-session.ts';
import { ValueEditor } from '#ui/shared/editor/ValueEditor.tsx';
import { LoadBoundary } from '#ui/shared/load/LoadBoundary.tsx';
import { loadOnce } from '#ui/shared/load/load-once.ts';
import { RefusalAlert } from '#ui/shared/page/RefusalAlert.tsx';
import { useExpectedKey } from '../../data/expected.ts';
import { visibleKey } from '../../words/key-text.ts';
import { describeSaveRefusal } from '../../words/refusal/describe-save-refusal.ts';
import { DraftOffer } from '../drafts/DraftOffer.tsx';
import type { HistoryTabProps } from '../history/HistoryTab.tsx';
import { useMerge } from '../merge/use-merge.ts';
import { PairActions } from '../PairActions.tsx';
import { PairFacts } from '../PairFacts.tsx';
import { PairHeader } from '../PairHeader.tsx';
import { PairTabs } from '../PairTabs.tsx';
import classes from '../Pane.module.css';
import { type PairTab, toPairTab } from '../pair-tab.ts';
import type { UsePairProps } from '../use/UsePair.tsx';
import { useRenamedPair } from '../use-renamed-pair.ts';
import { ChangedNotice } from './ChangedNotice.tsx';
import { EditFooter } from './EditFooter.tsx';
import { UnsavedGuard } from './leave/UnsavedGuard.tsx';
import { type Compared, PairDiff } from './PairDiff.tsx';
import { useNote } from './save/use-note.tsx';
import { usePairDraft } from './use-pair-draft.tsx';
import { usePairEdit } from './use-pair-edit.ts';
import { useValueTab } from './use-value-tab.ts';

const loadHistory = loadOnce(() => import('../history/HistoryTab.tsx'));
const loadUsePair = loadOnce(() => import('../use/UsePair.tsx'));

const MergeDialog = lazy(async () => ({ default: (await import('../merge/MergeDialog.tsx')).MergeDialog }));

export interface PairEditorProps {
  pairKey: string;
  tab: PairTab;
  /** The version that was read first. A newer one never replaces what is being edited unasked. */
  opened: OpenPair;
  /** The newest version; null if no pair has the key any longer. */
  latest: OpenPair | null;
  /** When `latest` was read, in ms. */
  latestAt: number;
  onTabChange: (tab: PairTab) => void;
  onClose: () => void;
  /** No pair has the key any longer, and nothing was typed. */
  onGone: (id: string | null) => void;
  /** Continues, with everything typed, under the pair's new key. */
  onMoved: (key: string) => void;
}

export function PairEditor(props: PairEditorProps) {
  const { pairKey, tab, opened, onTabChange, onClose, onGone } = props;
  const [{ stringsOpenAs }] = useEditorSettings();
  const session = useValueSession({ saved: opened.value_text, mode: stringsOpenAs });
  const edit = usePairEdit({ pairKey, opened, latest: props.latest, latestAt: props.latestAt, session });
  const { base, state, theirs, refusal, serverChange } = edit;
  const note = useNote({
    verb: 'Save',
    obstacle: edit.saveObstacle,
    isRefused: refusal !== null,
    save: (given) => edit.save(() => merge.ask(), given),
  });
  const save = () => note.save();
  const showValue = useValueTab({ tab, session, onTabChange, onSave: save, onNote: note.ask });
  function show(...shown: Parameters<typeof edit.show>) {
    showValue();
    edit.show(...shown);
  }
  const merge = useMerge({ base, latest: theirs, session, fetchLatest: edit.fetchLatest, show, save: note.saveAgain });
  const draft = usePairDraft({ pairKey, opened, edit: { ...edit, show }, session });
  const renamed = useRenamedPair({
    id: serverChange === 'deleted' ? base.id : null,
    oldKey: pairKey,
    onMoved: props.onMoved,
  });
  const expectedKey = useExpectedKey({ id: base.id ?? opened.id, key: pairKey, version: base.version });
  const [compared, setCompared] = useState<Compared | null>(null);

  const isGone = serverChange === 'deleted' && !state.isDirty;
  useEffect(() => {
    if (isGone) onGone(base.id);
  }, [isGone, base.id, onGone]);
  if (isGone) return null;

  const isChanged = serverChange === 'changed' || serverChange === 'deleted';
  const isConflict = refusal?.error.code === 'VERSION_CONFLICT';
  /** For actions whose result appears in the editor. */
  const inEditor =
    <Arguments extends readonly unknown[]>(act: (...given: Arguments) => void) =>
    (...given: Arguments) => {
      setCompared(null);
      showValue();
      act(...given);
      // The button that opened the comparison may have gone.
      session.focus();
    };

  return (
    <Tabs
      value={tab}
      onChange={(chosen) => onTabChange(toPairTab(chosen))}
      keepMounted={false}
      // The default mode would unmount the effects of a hidden tab, and with them the editor and its text.
      keepMountedMode="display-none"
      className={classes.pane}
    >
      <PairHeader
        pairKey={expectedKey ?? pairKey}
        onClose={onClose}
        actions={
          <PairActions
            pairKey={pairKey}
            base={base}
            isDirty={state.isDirty}
            isSaving={edit.isSaving}
            isText={state.mode === 'text'}
          />
        }
        tabs={<PairTabs isDirty={state.isDirty} />}
      >
        <PairFacts base={base} onShowHistory={() => onTabChange('history')} />
      </PairHeader>
      {draft.offered && (
        <DraftOffer
          draft={draft.offered}
          version={(theirs ?? base).version}
          onRestore={draft.restore}
          onShowDifference={(left) => setCompared({ with: 'draft', draft: left })}
          onDiscard={draft.discard}
        />
      )}
      {isChanged && (
        <ChangedNotice
          key={isConflict ? refusal.id : 'quiet'}
          theirs={theirs}
          version={base.version}
          pairKey={pairKey}
          pairId={base.id}
          newKey={renamed.newKey}
          isRefusal={isConflict}
          isSamePair={theirs?.id === base.id}
          isPast={edit.isPast}
          onShowDifference={() => theirs && setCompared({ with: 'theirs', theirs })}
          onMerge={merge.start}
          onMergeAndSave={note.saveAgain}
          onKeep={inEditor(edit.keepOnTopOf)}
          onTake={inEditor(edit.take)}
          onSaveAsNew={() => edit.saveAsNew(merge.ask)}
          onFollow={renamed.follow}
        />
      )}
      {refusal && !(isChanged && isConflict) && (
        <div className={classes.refusal}>
          <RefusalAlert key={refusal.id} {...describeSaveRefusal(refusal.error)} onHide={edit.hideRefusal} />
        </div>
      )}
      <Tabs.Panel value="value" keepMounted className={classes.panel}>
        <div className={classes.editor}>
          <ValueEditor session={session} label={`Value of ${visibleKey(pairKey)}`} />
        </div>
        <EditFooter
          session={session}
          state={state}
          limitBytes={edit.limitBytes}
          status={edit.status}
          isSaving={edit.isSaving}
          saveObstacle={edit.saveObstacle}
          blocked={edit.blocked}
          onShowChanges={() => setCompared({ with: 'saved' })}
          onDiscard={edit.discard}
          onSave={save}
          onNote={note.ask}
        />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes.panel}>
        <LoadBoundary name="the history" onRetry={loadHistory.forgetFailure}>
          <LoadedHistory pairId={base.id} pairKey={pairKey} isDirty={state.isDirty} />
        </LoadBoundary>
      </Tabs.Panel>
      <Tabs.Panel value="use" className={classes.panel}>
        <LoadBoundary name="this tab" onRetry={loadUsePair.forgetFailure}>
          <LoadedUsePair pairKey={pairKey} base={base} isDirty={state.isDirty} />
        </LoadBoundary>
      </Tabs.Panel>
      {compared && (
        <PairDiff
          base={base}
          compared={compared}
          mine={session.getJson()}
          saveObstacle={edit.saveObstacle}
          onSave={inEditor(save)}
          onKeep={inEditor(edit.keepOnTopOf)}
          onTake={inEditor(edit.take)}
          onRestore={inEditor(draft.restore)}
          onDiscard={inEditor(draft.discard)}
          onClose={() => setCompared(null)}
        />
      )}
      {note.dialog}
      <Suspense>
        {merge.mine !== null && theirs && (
          <MergeDialog base={base} theirs={theirs} mine={merge.mine} onAccept={merge.accept} onClose={merge.close} />
        )}
      </Suspense>
      <UnsavedGuard
        hasUnsaved={() => session.getState().isDirty}
        save={{
          obstacle: edit.isSaving ? undefined : edit.saveObstacle,
          isSaving: edit.isSaving,
          isDone: !state.isDirty,
          isStopped: refusal !== null || merge.mine !== null || edit.saveObstacle !== undefined,
          onSave() {
            edit.hideRefusal();
            save();
          },
        }}
        onKeepDraft={draft.keep}
        onDiscard={draft.giveUp}
      />
    </Tabs>
  );
}

function LoadedHistory(props: HistoryTabProps) {
  const { HistoryTab } = use(loadHistory());
  return <HistoryTab {...props} />;
}

function LoadedUsePair(props: UsePairProps) {
  const { UsePair } = use(loadUsePair());
  return <UsePair {...props} />;
}
