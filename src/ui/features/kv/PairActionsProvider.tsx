import type { ReactNode } from 'react';
import { lazyDialog } from '#ui/shared/load/lazy-dialog.tsx';
import { PairActionsContext } from './actions/pair-actions-context.ts';
import { type KvDialogsOptions, useKvDialogs } from './use-kv-dialogs.ts';

// Dialogs are loaded when they are opened, or earlier while the browser is idle; see use-idle-loading.ts.
const DeletePairDialog = lazyDialog(
  'Delete',
  async () => (await import('./actions/DeletePairDialog.tsx')).DeletePairDialog,
);
const LimitDialog = lazyDialog('New pair', async () => (await import('./create/LimitDialog.tsx')).LimitDialog);
const NewPairDialog = lazyDialog('New pair', async () => (await import('./create/NewPairDialog.tsx')).NewPairDialog);
const RenameDialog = lazyDialog('Rename', async () => (await import('./actions/RenameDialog.tsx')).RenameDialog);

interface PairActionsProviderProps extends KvDialogsOptions {
  children: ReactNode;
}

/** Lets everything inside open the dialogs about pairs. A dialog exists only while it is open or its request runs. */
export function PairActionsProvider({ children, ...options }: PairActionsProviderProps) {
  const { actions, newPair, limit, renamings, deletions, ...dialogs } = useKvDialogs(options);
  return (
    <PairActionsContext value={actions}>
      {children}
      {newPair && (
        <NewPairDialog
          opened
          {...newPair}
          onClose={dialogs.closeNew}
          onCreated={dialogs.onCreated}
          onOpen={dialogs.onOpenExisting}
        />
      )}
      {limit && (
        <LimitDialog
          {...limit}
          onClose={dialogs.closeLimit}
          onOpen={dialogs.onOpenExisting}
          onDelete={actions.remove}
          onCreate={dialogs.onRoom}
          isCovered={deletions.length > 0}
        />
      )}
      {renamings.map((renaming) => (
        <RenameDialog key={renaming.pair.id} {...renaming} />
      ))}
      {deletions.map((deletion) => (
        <DeletePairDialog key={deletion.pair.id} {...deletion} />
      ))}
    </PairActionsContext>
  );
}
