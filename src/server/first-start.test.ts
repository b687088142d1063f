import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSecret } from './auth/secrets.ts';
import { readConfig } from './config.ts';
import { ensureAdminKey, prepareStore } from './first-start.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

let store: Store;
let tenantId: string;

beforeEach(async () => {
  const config = { ...readConfig({}), database: { kind: 'memory' } as const };
  store = await openStore(config);
  tenantId = await prepareStore(store, config);
});
afterEach(() => store.close());

test('an admin key that someone can find is made once', async () => {
  const kept: string[] = [];
  const keep = (apiKey: string) => kept.push(apiKey) > 0;

  const apiKey = await ensureAdminKey(store, tenantId, keep);

  expect(kept).toEqual([apiKey]);
  expect(await store.findApiKey(hashSecret(apiKey ?? ''))).toMatchObject({ tenantId, actorName: 'admin' });
  expect(await ensureAdminKey(store, tenantId, keep)).toBeUndefined();
  expect(kept).toHaveLength(1);
});

test('an admin key that nobody can find is not made, nor one whose keeping fails', async () => {
  expect(await ensureAdminKey(store, tenantId, () => false)).toBeUndefined();
  const fail = () => {
    throw new Error('no room');
  };
  await expect(ensureAdminKey(store, tenantId, fail)).rejects.toThrow('no room');

  expect(await store.findAdminApiKey(tenantId)).toBeUndefined();
});
