import { type RefObject, useState } from 'react';
import { focusInDialog, holdTyping } from '#ui/shared/keys/typed-ahead.ts';
import type { NewPair, PairActions } from './actions/pair-actions-context.ts';
import type { PairIdentity } from './data/kv.queries.ts';
import type { Usage } from './data/use-usage.ts';
import type { PairTableHandle } from './list/table/PairTable.tsx';
import type { PairRows } from './list/use-pair-rows.ts';

export interface KvDialogsOptions {
  rows: PairRows;
  table: RefObject<PairTableHandle | null>;
  usage: Usage | undefined;
  openKey: string | null;
  search: string;
  onOpen: (key: string, options?: { search?: string }) => void;
  /** A pair has another key now. */
  onMoved: (from: string, to: string) => void;
  onClose: (options?: { ignoreBlocker?: boolean }) => void;
}

/** Which dialog of the page is open, what it is about, and where the focus goes after it. */
export function useKvDialogs({ rows, table, usage, openKey, search, onOpen, onMoved, onClose }: KvDialogsOptions) {
  const [newPair, setNewPair] = useState<NewPair | null>(null);
  const [limit, setLimit] = useState<Usage | null>(null);
  const [deletion, setDeletion] = useState<{ readonly pair: PairIdentity; readonly row: number } | null>(null);

  const [renaming, setRenaming] = useState<PairIdentity | null>(null);

  function closeAll() {
    setNewPair(null);
    setLimit(null);
    setDeletion(null);
    setRenaming(null);
  }

  const hold = () => holdTyping({ findFocused: focusInDialog, onCancel: closeAll });

  const actions: PairActions = {
    open: (key) => onOpen(key),

    create(pair) {
      hold();
      if (usage && usage.used >= usage.limit) setLimit(usage);
      else setNewPair(pair);
    },

    rename(pair) {
      hold();
      setRenaming(pair);
    },

    remove(pair) {
      hold();
      setDeletion({ pair, row: rows.indexOf((row) => row.id === pair.id) });
    },
  };

  return {
    actions,
    newPair,
    limit,
    deletion: deletion?.pair ?? null,
    renaming,
    closeRenaming: () => setRenaming(null),

    onRenamed: (from: string, to: string) => {
      // The answer may come when the dialog is closed, or open for another pair.
      setRenaming((current) => (current?.key === from ? null : current));
      onMoved(from, to);
    },

    closeNew: () => setNewPair(null),
    closeLimit: () => setLimit(null),

    closeDeletion: () => setDeletion(null),

    /** The new pair may not match the search: then the search goes, so that its row is there to see. */
    onCreated: (key: string) => {
      setNewPair(null);
      onOpen(key, { search: key.toLowerCase().includes(search.toLowerCase()) ? search : '' });
    },

    onOpenExisting: (key: string) => {
      setNewPair(null);
      setLimit(null);
      setRenaming(null);
      onOpen(key);
    },

    onDeleted: () => {
      // The row that follows is where the deleted one was.
      const row = deletion && deletion.row >= 0 ? deletion.row : (table.current?.activeIndex ?? 0);
      // What was typed into it is gone with it.
      if (deletion && deletion.pair.key === openKey) onClose({ ignoreBlocker: true });
      setDeletion(null);
      if (rows.count) table.current?.focusRow(Math.min(row, rows.count - 1));
      else document.getElementById('new-pair')?.focus();
    },
  };
}
