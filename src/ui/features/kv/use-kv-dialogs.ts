import { type RefObject, useEffect, useRef, useState } from 'react';
import { announce } from '#ui/shared/announce.ts';
import { isTaken } from '#ui/shared/keys/keyboard.ts';
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
  onOpen: (key: string, options?: { search?: string; keepsTab?: boolean }) => void;
  /** A pair was renamed. */
  onMoved: (from: string, to: string) => void;
  onClose: (options?: { ignoreBlocker?: boolean }) => void;
}

/** A pair that is being deleted. */
interface Deletion {
  readonly pair: PairIdentity;
  /** Its row when the dialog was opened; -1 if it was not loaded. */
  readonly row: number;
}

/** The open dialogs of the page, their subjects, and the focus after them. */
export function useKvDialogs({ rows, table, usage, openKey, search, onOpen, onMoved, onClose }: KvDialogsOptions) {
  const [newPair, setNewPair] = useState<NewPair | null>(null);
  /** The pair for which there was no room. */
  const [refused, setRefused] = useState<NewPair | null>(null);
  // One dialog for each pair, hidden while its request runs and shown again if that is refused.
  const [deletions, setDeletions] = useState<readonly Deletion[]>([]);
  const [renamings, setRenamings] = useState<readonly PairIdentity[]>([]);
  const endDeletion = (id: string) => setDeletions((all) => all.filter(({ pair }) => pair.id !== id));
  const endRenaming = (id: string) => setRenamings((all) => all.filter((pair) => pair.id !== id));

  const openNow = useRef(openKey);
  useEffect(() => {
    openNow.current = openKey;
  });

  /** Deletions that closed the open pair. */
  const closing = useRef(new Set<string>());
  /** The pair that was deleted and is still in the list. */
  const [leaving, setLeaving] = useState<Deletion | null>(null);
  const isLeaving = leaving !== null && rows.indexOf(({ id }) => id === leaving.pair.id) >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the row has gone.
  useEffect(() => {
    if (leaving === null || isLeaving) return;
    setLeaving(null);
    // The dialog that it was deleted from keeps the focus.
    if (refused !== null) return;
    focusInPlaceOf(leaving);
  }, [leaving, isLeaving]);

  /** The row that follows is where the deleted one was. */
  function focusInPlaceOf(deletion: Deletion) {
    const row = deletion.row >= 0 ? deletion.row : (table.current?.activeIndex ?? 0);
    if (rows.count) table.current?.focusRow(Math.min(row, rows.count - 1));
    else document.getElementById('new-pair')?.focus();
  }

  /** The deletion whose dialog was closed last. */
  const [closed, setClosed] = useState<Deletion | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when a dialog was closed.
  useEffect(() => {
    if (closed === null) return;
    setClosed(null);
    // After the dialog has given the focus back, unless its row has gone: someone else deleted the pair.
    setTimeout(() => document.activeElement === document.body && focusInPlaceOf(closed));
  }, [closed]);

  /** The key of the pair that was created last, until its row is in the list and has the focus. */
  const [created, setCreated] = useState<string | null>(null);
  const createdRow = created === null ? -1 : rows.indexOf(({ key }) => key === created);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the row appears.
  useEffect(() => {
    if (createdRow < 0) return;
    setCreated(null);
    // Not from someone who is typing by now, or looks at another pair.
    if (openNow.current === created && !isTaken(document.activeElement)) table.current?.focusRow(createdRow);
  }, [createdRow]);

  const actions: PairActions = {
    open: (key) => onOpen(key, { keepsTab: true }),

    create(pair) {
      holdTyping({ findFocused: focusInDialog, onCancel: () => [setNewPair(null), setRefused(null)] });
      if (usage && usage.used >= usage.limit) setRefused(pair);
      else setNewPair(pair);
    },

    rename(pair) {
      if (renamings.some(({ id }) => id === pair.id)) return announce('This pair is being renamed.');
      holdTyping({ findFocused: focusInDialog, onCancel: () => endRenaming(pair.id) });
      setRenamings([...renamings, pair]);
    },

    remove(pair) {
      if (deletions.some((deletion) => deletion.pair.id === pair.id)) return announce('This pair is being deleted.');
      holdTyping({ findFocused: focusInDialog, onCancel: () => endDeletion(pair.id) });
      setDeletions([...deletions, { pair, row: rows.indexOf((row) => row.id === pair.id) }]);
    },
  };

  return {
    actions,
    newPair,
    /** Kept up to date: a pair may be deleted from the dialog. */
    limit: refused && usage ? usage : null,
    closeNew: () => setNewPair(null),
    closeLimit: () => setRefused(null),
    onRoom: () => {
      setRefused(null);
      if (refused) actions.create(refused);
    },

    /** Clears a search that the new pair does not match, so that its row is visible. */
    onCreated: (key: string) => {
      setNewPair(null);
      setCreated(key);
      onOpen(key, { search: key.toLowerCase().includes(search.toLowerCase()) ? search : '' });
    },

    onOpenExisting: (key: string) => {
      setNewPair(null);
      setRefused(null);
      onOpen(key);
    },

    renamings: renamings.map((pair) => ({
      pair,
      onClose: () => endRenaming(pair.id),
      onRenamed: (to: string) => {
        endRenaming(pair.id);
        onMoved(pair.key, to);
      },
      onOpen: (key: string) => {
        endRenaming(pair.id);
        onOpen(key);
      },
    })),

    deletions: deletions.map((deletion) => {
      const { id, key } = deletion.pair;
      return {
        pair: deletion.pair,
        onClose: () => {
          closing.current.delete(id);
          endDeletion(id);
          setClosed(deletion);
        },
        /** Called before the answer. Closes the pair if it is open. */
        onSent: () => {
          setLeaving(deletion);
          if (openNow.current !== key) return;
          closing.current.add(id);
          onClose({ ignoreBlocker: true });
        },
        /** Opens the pair again; text typed there is offered as a draft. */
        onRefused: () => {
          setLeaving(null);
          if (closing.current.delete(id) && openNow.current === null) onOpen(key);
        },
      };
    }),
  };
}
