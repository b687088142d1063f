import { Tabs } from '@mantine/core';
import { use, useState } from 'react';
import { useEditorSettings } from '#ui/shared/editor/editor-settings.ts';
import { useValueSession } from '#ui/shared/editor/use-value-session.ts';
import { ValueEditor } from '#ui/shared/editor/ValueEditor.tsx';
import { LoadBoundary } from '#ui/shared/LoadBoundary.tsx';
import { loadOnce } from '#ui/shared/load-once.ts';
import { visibleKey } from '../key-text.ts';
import type { OpenPair, PairIdentity } from '../kv.queries.ts';
import { type PairTab, toPairTab } from '../pair-tab.ts';
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx';
import { describeRefusal } from './describe-refusal.ts';
import { EditFooter } from './EditFooter.tsx';
import type { HistoryTabProps } from './history/HistoryTab.tsx';
import { MissingPair } from './MissingPair.tsx';
import { PairActions } from './PairActions.tsx';
import { PairDiff } from './PairDiff.tsx';
import { PairFacts } from './PairFacts.tsx';
import { PairHeader } from './PairHeader.tsx';
import classes from './PairPane.module.css';
import { PairTabs } from './PairTabs.tsx';
import { SaveRefusal } from './SaveRefusal.tsx';
import { UnsavedGuard } from './UnsavedGuard.tsx';
import type { UsePairProps } from './use/UsePair.tsx';
import { usePairEdit } from './use-pair-edit.ts';
import { useValueTab } from './use-value-tab.ts';

const loadHistory = loadOnce(() => import('./history/HistoryTab.tsx'));
const loadUsePair = loadOnce(() => import('./use/UsePair.tsx'));

interface PairEditorProps {
  pairKey: string;
  tab: PairTab;
  /** The value that was read first: what is being edited is never exchanged for a newer one unasked. */
  opened: OpenPair;
  /** What the server has now; null when no pair has the key any more. */
  latest: OpenPair | null;
  /** When `latest` was read, in ms. */
  latestAt: number;
  onTabChange: (tab: PairTab) => void;
  onClose: () => void;
  onDelete: (pair: PairIdentity) => void;
  onCreate: (key: string) => void;
  onRename: (pair: PairIdentity) => void;
  onDuplicate: (key: string, valueText: string) => void;
}

export function PairEditor(props: PairEditorProps) {
  const { pairKey, tab, opened, latest, latestAt, onTabChange, onClose, onCreate } = props;
  const [{ stringMode }] = useEditorSettings();
  const session = useValueSession({ saved: opened.value_text, mode: stringMode });
  const edit = usePairEdit({ pairKey, opened, latest, latestAt, session });
  const [comparing, setComparing] = useState<'saved' | 'theirs' | null>(null);
  const showValue = useValueTab({ tab, session, onTabChange, onSave: edit.save });
  const { base, state, refusal, meanwhile } = edit;

  if (meanwhile === 'deleted' && !state.isDirty) {
    return <MissingPair pairKey={pairKey} onClose={onClose} onCreate={onCreate} />;
  }

  function keep(theirs: OpenPair) {
    setComparing(null);
    showValue();
    edit.keepOnTopOf(theirs);
  }

  function take(theirs: OpenPair) {
    setComparing(null);
    showValue();
    edit.take(theirs);
  }

  const isChanged = meanwhile === 'changed' || meanwhile === 'deleted';
  const isConflict = refusal?.error.code === 'VERSION_CONFLICT';

  return (
    <Tabs
      value={tab}
      onChange={(chosen) => onTabChange(toPairTab(chosen))}
      keepMounted={false}
      // The other way takes the effects of what is hidden down, and with them the editor and its text.
      keepMountedMode="display-none"
      className={classes.pane}
    >
      <PairHeader
        pairKey={pairKey}
        onClose={onClose}
        actions={
          <PairActions
            pairKey={pairKey}
            base={base}
            isDirty={state.isDirty}
            isSaving={edit.isSaving}
            onDelete={props.onDelete}
            onRename={props.onRename}
            onDuplicate={props.onDuplicate}
          />
        }
        tabs={<PairTabs isDirty={state.isDirty} />}
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
          onKeep={keep}
          onTake={take}
          onSaveAsNew={edit.saveAsNew}
        />
      )}
      {refusal && !(isChanged && isConflict) && (
        <div className={classes.refusal}>
          <SaveRefusal key={refusal.id} {...describeRefusal(refusal.error)} onHide={edit.hideRefusal} />
        </div>
      )}
      <Tabs.Panel value="value" keepMounted className={classes.panel}>
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
      {comparing && (
        <PairDiff
          base={base}
          theirs={comparing === 'theirs' ? latest : null}
          mine={session.getJson()}
          onKeep={keep}
          onTake={take}
          onClose={() => setComparing(null)}
        />
      )}
      <UnsavedGuard hasUnsaved={() => session.getState().isDirty} />
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
