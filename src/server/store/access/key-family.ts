import type { Dialect } from '../programs/engine.ts';

interface Kinship {
  readonly id: string;
  /** Null: created by no API key. */
  readonly creatorKeyId: string | null;
}

/** A query of the ids of an API key of the tenant, the keys that it created, those that these created, and so on. */
export function findFamily({ queries }: Dialect, tenantId: string, id: string) {
  return queries
    .withRecursive('family', (db) =>
      db
        .selectFrom('api_key')
        .select('api_key.id')
        .where('api_key.id', '=', id)
        .where('api_key.tenant_id', '=', tenantId)
        .union(
          db
            .selectFrom('api_key')
            .innerJoin('family', 'family.id', 'api_key.creator_key_id')
            .select('api_key.id')
            .where('api_key.tenant_id', '=', tenantId),
        ),
    )
    .selectFrom('family')
    .select('family.id');
}

/** By id: how many of the `counted` keys a key created, by itself or through those it created. */
export function countCreated(keys: readonly Kinship[], counted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const created = new Map<string, Kinship[]>();
  for (const key of keys) {
    if (key.creatorKeyId === null) continue;
    const siblings = created.get(key.creatorKeyId);
    if (siblings) siblings.push(key);
    else created.set(key.creatorKeyId, [key]);
  }
  // Every key after its creator; a loop, since a chain of keys may be longer than the stack allows.
  const ordered = keys.filter(({ creatorKeyId }) => creatorKeyId === null);
  for (const { id } of ordered) ordered.push(...(created.get(id) ?? []));

  const counts = new Map<string, number>();
  for (const { id, creatorKeyId } of ordered.reverse()) {
    if (creatorKeyId === null) continue;
    const ofKey = (counts.get(id) ?? 0) + (counted.has(id) ? 1 : 0);
    counts.set(creatorKeyId, (counts.get(creatorKeyId) ?? 0) + ofKey);
  }
  return counts;
}
