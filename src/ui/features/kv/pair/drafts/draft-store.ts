import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Base } from '../../data/base.ts';
import type { DraftOwner } from './draft-owner.ts';

/** Text that was typed and not saved, as this browser keeps it. The browser keeps servers apart by their origin. */
export interface Draft {
  /** Of the editor it was typed in: two tabs do not overwrite each other's. */
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string;
  /** `NEW_PAIR` when it was to become a pair. */
  readonly pairId: string;
  readonly key: string;
  /** JSON text, which may have mistakes. */
  readonly json: string;
  /** Null when it was to become a pair. */
  readonly base: Base | null;
  /** When it was written down, in ms. */
  readonly savedAt: number;
}

export const NEW_PAIR = '';

interface DraftSchema extends DBSchema {
  drafts: {
    key: string;
    value: Draft;
    indexes: { pair: [string, string, string]; key: [string, string, string]; savedAt: number };
  };
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/*
 * Where storage is blocked or full nothing is kept, and nothing else is disturbed: every failure ends here.
 */

let database: IDBPDatabase<DraftSchema> | undefined;
let opening: Promise<IDBPDatabase<DraftSchema> | undefined> | undefined;

function open(): Promise<IDBPDatabase<DraftSchema> | undefined> {
  opening ??= openDB<DraftSchema>('kv-drafts', 1, {
    upgrade(created) {
      const drafts = created.createObjectStore('drafts', { keyPath: 'id' });
      drafts.createIndex('pair', ['tenantId', 'userId', 'pairId']);
      drafts.createIndex('key', ['tenantId', 'userId', 'key']);
      drafts.createIndex('savedAt', 'savedAt');
    },
    // A later version of the page, in another tab, waits for this one to let go.
    blocking: forget,
    terminated: forget,
  }).then(
    (opened) => {
      database = opened;
      void sweep(opened).catch(() => {});
      return opened;
    },
    () => undefined,
  );
  return opening;
}

function forget() {
  database?.close();
  database = undefined;
  opening = undefined;
}

async function sweep(opened: IDBPDatabase<DraftSchema>): Promise<void> {
  const old = IDBKeyRange.upperBound(Date.now() - KEPT_MS);
  for (const id of await opened.getAllKeysFromIndex('drafts', 'savedAt', old)) await opened.delete('drafts', id);
}

/** Writes without waiting for anything once the database is open: the page may be about to go. */
function put(into: IDBPDatabase<DraftSchema>, draft: Draft, replacedId?: string): Promise<unknown> {
  const transaction = into.transaction('drafts', 'readwrite');
  const written = Promise.all([
    transaction.store.put(draft),
    replacedId !== undefined && transaction.store.delete(replacedId),
    transaction.done,
  ]);
  transaction.commit();
  return written;
}

const newestFirst = (drafts: readonly Draft[]) => drafts.toSorted((a, b) => b.savedAt - a.savedAt);

export const draftStore = {
  /** The draft that it replaces, which another editor left behind, goes only when this one is there. */
  async put(draft: Draft, replacedId?: string): Promise<void> {
    try {
      const opened = database ?? (await open());
      if (opened) await put(opened, draft, replacedId);
    } catch {
      // Full, or gone meanwhile: the text is still in the editor.
    }
  },

  async remove(id: string): Promise<void> {
    try {
      await (await open())?.delete('drafts', id);
    } catch {
      // It is offered once more.
    }
  },

  /** Drafts of a pair, newest first: also those of an earlier pair that had its key. */
  async findForPair({ tenantId, userId }: DraftOwner, pairId: string, key: string): Promise<readonly Draft[]> {
    try {
      const opened = await open();
      if (!opened) return [];
      const found = await Promise.all([
        opened.getAllFromIndex('drafts', 'pair', [tenantId, userId, pairId]),
        opened.getAllFromIndex('drafts', 'key', [tenantId, userId, key]),
      ]);
      const byId = new Map(found.flat().map((draft) => [draft.id, draft]));
      return newestFirst([...byId.values()].filter((draft) => draft.pairId !== NEW_PAIR));
    } catch {
      return [];
    }
  },

  /** Drafts of pairs that were never made, newest first. */
  async findForNewPair({ tenantId, userId }: DraftOwner): Promise<readonly Draft[]> {
    try {
      const found = await (await open())?.getAllFromIndex('drafts', 'pair', [tenantId, userId, NEW_PAIR]);
      return newestFirst(found ?? []);
    } catch {
      return [];
    }
  },
};
