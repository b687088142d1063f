import type { Generated } from 'kysely';
import type { JsonType } from '#json/text.ts';
import type { ColumnsOf, PairOrigin, StoredPair } from './pair-fields.ts';
import type { Operation, Via } from './writes.ts';

/*
 * The tables, the same in every engine. Instants are text (UTC, ISO 8601 with milliseconds), so that they compare
 * alike everywhere; flags are 0 and 1.
 */

interface TenantTable {
  id: string;
  name: string;
  slug: string;
  /** The most pairs the licence allows; a lowered licence may leave more than that. */
  pair_limit: number;
  /** Always `count(*)` of the tenant's pairs: a licence is checked without counting. */
  pair_count: number;
  /** Bytes of the values of all versions of the tenant's pairs that are not current ones. */
  history_bytes: Generated<number>;
  /** Grows by 1 with every change to the tenant's pairs, without gaps. */
  revision: number;
  created: string;
}

interface ApiKeyTable {
  id: string;
  tenant_id: string;
  user_id: string;
  name: string;
  /** SHA-256 of the key. */
  hash: Buffer;
  /** 1 for the key that the configuration names. */
  configured: number;
  created: string;
  expires: string | null;
  /** To the minute. */
  last_used: string | null;
  revoked: string | null;
  /** User that created the key, and its name then; null, both: the server itself. */
  creator_id: string | null;
  creator_name: string | null;
  /** API key that created it, by itself or through a session; null: the server, or an older one that did not record it. */
  creator_key_id: string | null;
}

interface SessionTable {
  /** SHA-256 of the token. */
  hash: Buffer;
  /** Random; unlike the hash it may be shown. */
  id: string;
  api_key_id: string;
  tenant_id: string;
  created: string;
  expires: string;
  idle_ms: number;
  /** To the minute. */
  last_seen: string;
}

interface PairTable extends ColumnsOf<keyof StoredPair> {
  /** Made by the database. Short, for joins and indexes; never leaves the store. */
  row_id: Generated<number>;
  tenant_id: string;
  /** `foldCase(key)`. */
  key_folded: string;
}

/** Versions of pairs, the current ones among them; kept when the pair is deleted. */
interface PairVersionTable {
  tenant_id: string;
  pair_id: string;
  version: number;
  operation: Operation;
  key: string;
  /** Null, like `size`, `preview` and `value`, for the version that a deletion makes. */
  type: JsonType | null;
  size: number | null;
  actor_id: string;
  actor_name: string;
  via: Via;
  note: string | null;
  at: string;
  preview: string | null;
  /** The last column, like that of pairs. */
  value: string | null;
}

/** Pairs that were deleted and can be restored from their versions. */
interface DeletedPairTable extends ColumnsOf<keyof PairOrigin> {
  tenant_id: string;
  id: string;
  key: string;
  key_folded: string;
  type: JsonType;
  size: number;
  /** The version that the deletion made. */
  version: number;
  preview: string;
  deleted: string;
  deleted_by: string;
  via: Via;
}

/** Keys that pairs have left by deletion or rename. Kept permanently, because a later pair continues the numbering. */
interface VersionFloorTable {
  tenant_id: string;
  key: string;
  /** The version with which the last pair left it. */
  version: number;
}

/**
 * One row a change, in order of `revision`: what another process reads to follow a tenant. Old ones are removed from
 * the start, so there are no gaps behind the oldest.
 */
interface ChangeTable {
  tenant_id: string;
  revision: number;
  pair_id: string;
  key: string;
  /** Null unless the change is a rename. */
  previous_key: string | null;
  operation: Operation;
  version: number;
  /** Null for a deletion, and so is `size`. */
  type: JsonType | null;
  size: number | null;
  actor_name: string;
  via: Via;
  note: string | null;
  at: string;
}

interface IdempotencyTable {
  tenant_id: string;
  actor_id: string;
  key: string;
  /** SHA-256 of the request, base64. */
  request_hash: string;
  /** JSON of what was answered. */
  result: string;
  created: string;
}

/** Also of pairs that are deleted. */
interface PairReadTable {
  tenant_id: string;
  pair_id: string;
  /** To the minute. */
  at: string;
  /** Name of the API key. */
  actor_name: string;
}

interface MetaTable {
  name: string;
  value: string;
}

export interface Database {
  tenant: TenantTable;
  api_key: ApiKeyTable;
  session: SessionTable;
  pair: PairTable;
  pair_version: PairVersionTable;
  deleted_pair: DeletedPairTable;
  version_floor: VersionFloorTable;
  change: ChangeTable;
  idempotency: IdempotencyTable;
  pair_read: PairReadTable;
  meta: MetaTable;
}
