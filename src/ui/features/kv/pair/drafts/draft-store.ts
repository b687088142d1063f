import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Base } from '../../data/base.ts';
import type { DraftOwner } from './draft-owner.ts';

/** Unsaved text, kept in this browser. Drafts of different servers are separate, because their origins differ. */
export interface Draft {
  /** Identifies the editor it was typed in, so that two tabs do not overwrite each other's drafts. */
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string;
  /** `NEW_PAIR` for a pair that was never created. */
  readonly pairId: string;
  readonly key: string;
  /** JSON text, which may have mistakes. */
  readonly json: string;
  /** Null for a pair that was never created. */
  readonly base: Base | null;
  /** In ms since the epoch. */
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
 * If storage is blocked or full, no drafts are kept and nothing else suffers: this module handles every failure.
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
    // A newer version of the page in another tab waits for this tab to close the database.
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

/** Writes synchronously once the database is open, because the page may be closing. */
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
  /**
   * Removes the replaced draft, left behind by another editor, only together with storing this one. Resolves to whether
   * it is stored.
   */
  async put(draft: Draft, replacedId?: string): Promise<boolean> {
    try {
      const opened = database ?? (await open());
      if (opened) await put(opened, draft, replacedId);
      return opened !== undefined;
    } catch {
      // Storage is full or gone; the text is still in the editor.
      return false;
    }
  },

  async remove(id: string): Promise<void> {
    try {
      await (await open())?.delete('drafts', id);
    } catch {
      // The draft is offered again next time.
    }
  },

  /** Drafts of a pair, newest first, including those of an earlier pair with the same key. */
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

  /** Drafts of pairs that were never created, newest first. */
  async findForNewPair({ tenantId, userId }: DraftOwner): Promise<readonly Draft[]> {
    try {
      const found = await (await open())?.getAllFromIndex('drafts', 'pair', [tenantId, userId, NEW_PAIR]);
      return newestFirst(found ?? []);
    } catch {
      return [];
    }
  },
};
