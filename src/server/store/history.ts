import type { JsonType } from '#json/text.ts';
import type { RowFields } from './programs/row-text.ts';
import type { Operation, Via, WriteOptions, WriteResult } from './writes.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long versions, changes and deleted pairs are kept. */
export interface Retention {
  /** The most versions of a pair, the current one among them; at least 1. */
  readonly versionsKept: number;
  /** For how many days after it was replaced a version is kept, and a change in the list of changes; at least 1. */
  readonly versionDays: number;
  /** For how many days a deleted pair can be restored; its last version is kept as long. */
  readonly trashDays: number;
  /**
   * Bytes of values that earlier versions and deleted pairs of a tenant may have; the oldest versions go first, and
   * then the pairs that were deleted first.
   */
  readonly historyBytes: number;
}

export const MEBIBYTE = 1024 * 1024;

export const DEFAULT_RETENTION: Retention = {
  versionsKept: 100,
  versionDays: 90,
  trashDays: 30,
  // Twice what the pairs of a Free licence can have.
  historyBytes: 100 * MEBIBYTE,
};

export interface PairRename extends WriteOptions {
  readonly id: string;
  /** Valid by `assertKey`. */
  readonly key: string;
}

export interface PairRestoration extends WriteOptions {
  readonly id: string;
  /** The version whose text becomes the current one. */
  readonly version: number;
  /** The key to give a deleted pair, valid by `assertKey`; its own by default. */
  readonly key?: string;
}

/** One version of a pair; never changed once written. */
export interface PairVersion {
  readonly pairId: string;
  readonly version: number;
  readonly operation: Operation;
  /** The key from this version on. */
  readonly key: string;
  /** Null for a deletion, and so are `size`, `preview` and `valueText`. */
  readonly type: JsonType | null;
  readonly size: number | null;
  readonly preview: string | null;
  /** UTC, ISO 8601 with milliseconds. */
  readonly created: string;
  readonly createdBy: string;
  readonly via: Via;
  readonly note: string | null;
  /** Compact JSON text, exact. */
  readonly valueText: string | null;
}

export interface VersionQuery {
  readonly pairId: string;
  /** This version alone. */
  readonly version?: number;
  /** Versions before this one alone. */
  readonly beforeVersion?: number;
  readonly limit: number;
}

/** A pair that can still be restored. */
export interface DeletedPair {
  readonly id: string;
  readonly key: string;
  readonly type: JsonType;
  readonly size: number;
  readonly preview: string;
  /** The version that the deletion made; the one before is the pair as it was. */
  readonly version: number;
  readonly deleted: string;
  readonly deletedBy: string;
  readonly via: Via;
  readonly restorableUntil: string;
}

export interface DeletedPairQuery {
  /** Part of the key, ignoring case; absent: all. */
  readonly search?: string;
  readonly limit: number;
  readonly offset: number;
}

/** One change to the pairs of a tenant; never changed once written. */
export interface PairChange {
  /** Grows by 1 with every change, without gaps. */
  readonly revision: number;
  readonly pairId: string;
  readonly key: string;
  /** The key before, when the change renamed the pair. */
  readonly previousKey: string | null;
  readonly operation: Operation;
  readonly version: number;
  readonly type: JsonType | null;
  readonly size: number | null;
  readonly created: string;
  readonly createdBy: string;
  readonly via: Via;
  readonly note: string | null;
}

/** Fields that changes can be filtered by, each with the one value to match. */
export type ChangeFilter = Partial<
  Pick<PairChange, 'pairId' | 'key' | 'createdBy'> & { readonly operation: string; readonly via: string }
>;

export interface ChangeQuery {
  readonly filter: ChangeFilter;
  /** Part of the key, before or after the change; upper and lower case are the same. */
  readonly search?: string;
  /** Made at this instant or later, and before that one: UTC, ISO 8601 with milliseconds. */
  readonly from?: string;
  readonly until?: string;
  /** Changes before this one alone. */
  readonly beforeRevision?: number;
  readonly limit: number;
}

/** Versions, changes and deleted pairs of a tenant, and restoring them. */
export interface PairHistory {
  /** Versions that are kept, newest first; only these properties: what is not read costs nothing. */
  versions<Property extends keyof PairVersion>(
    query: VersionQuery,
    properties: readonly Property[],
  ): Promise<readonly Pick<PairVersion, Property>[]>;
  /** The same as JSON text: see `PairStore.rows`. */
  versionRows(query: VersionQuery, fields: RowFields<keyof PairVersion>): AsyncIterable<string | Uint8Array>;
  /** Pairs that can be restored, the one deleted last first. */
  deleted(query: DeletedPairQuery): Promise<readonly DeletedPair[]>;
  countDeleted(search?: string): Promise<number>;
  /** Changes that are kept, newest first. */
  changes(query: ChangeQuery): Promise<readonly PairChange[]>;
  /**
   * Gives the pair another key; id, creation and versions stay. It takes no place in the licence. When it has that
   * key already, nothing is written and the answer is the current version.
   *
   * @throws {KvError} `NOT_FOUND`, `VERSION_CONFLICT` (details `current_version`) when the pair has changed or another
   *   pair has the key, besides what `PairStore.set` throws
   */
  rename(rename: PairRename): Promise<WriteResult>;
  /**
   * Writes the text of an earlier version as a new version. A deleted pair comes back with its id, key and creation;
   * its current version is the one that the deletion made.
   *
   * @throws {KvError} `NOT_FOUND` when the pair or the version no longer exists, `VERSION_CONFLICT`,
   *   `LICENSE_LIMIT_REACHED` (details `used`, `limit`) for a deleted pair, `BAD_USER_INPUT` for a version without
   *   a text and when another pair has the key of a deleted one (details `current_version` of that one)
   */
  restore(restoration: PairRestoration): Promise<WriteResult>;
  /**
   * Removes all versions of a deleted pair permanently; its changes stay in the list, and so does the version that
   * its key counts on from. Resolves to whether there was anything to remove.
   *
   * @throws {KvError} `BAD_USER_INPUT` when the pair is not deleted
   */
  purge(id: string): Promise<boolean>;
}

/** The instant that many days of 24 hours before `at`, as instants are spelled in the store. */
export function daysBefore(at: Date, days: number): string {
  return new Date(at.getTime() - days * DAY_MS).toISOString();
}
