import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ContractContext, compare, createActor, createTenant, hashOf, keysOf } from './contract-fixtures.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Who a caller is, and what is whose. */
export function testIdentity(context: ContractContext): void {
  describe('tenants', () => {
    test('see nothing of each other', async () => {
      const ours = await createTenant(context.store);
      const theirs = await createTenant(context.store);
      const pair = await theirs.pairs.set({ key: 'shared name', valueText: '"theirs"' });
      await ours.pairs.set({ key: 'our own', valueText: '1' });

      expect(await keysOf(ours.pairs)).toEqual(['our own']);
      expect(await ours.pairs.count()).toBe(1);
      for (const filter of [
        compare('key', 'eq', 'shared name'),
        compare('id', 'eq', pair.id),
        compare('key', 'ilike', '%SHARED%'),
        compare('key', 'like', 'shared%'),
      ]) {
        expect(await keysOf(ours.pairs, filter)).toEqual([]);
        expect(await ours.pairs.count(filter)).toBe(0);
      }
      expect(await ours.pairs.count({ kind: 'not', filter: compare('key', 'eq', 'our own') })).toBe(0);
    });

    test('cannot delete or overwrite pairs of each other', async () => {
      const ours = await createTenant(context.store);
      const theirs = await createTenant(context.store);
      const pair = await theirs.pairs.set({ key: 'a', valueText: '"theirs"' });

      expect(await ours.pairs.delete({ id: pair.id })).toBe(false);
      expect(await ours.pairs.delete({ id: pair.id, expectedVersion: 5 })).toBe(false);
      expect(await ours.pairs.set({ key: 'a', valueText: '"ours"', expectedVersion: 0 })).toMatchObject({ version: 1 });

      expect(await theirs.pairs.listWithValues({})).toMatchObject([{ id: pair.id, version: 1, valueText: '"theirs"' }]);
    });

    test('are made once, and keep id, name and creation', async () => {
      const slug = randomUUID();
      const id = await context.store.ensureTenant({ slug, name: 'First', pairLimit: 10 });
      const created = context.clock.read().toISOString();
      context.clock.advance(1_000);

      expect(await context.store.ensureTenant({ slug, name: 'Second', pairLimit: 20 })).toBe(id);

      const scope = await createActor(context.store, id, 'ada');
      const tenant = { id, name: 'First', slug, created, pairLimit: 20, historyBytes: 0 };
      expect(await context.store.tenant(scope)).toEqual(tenant);
      expect(await context.store.tenants(scope)).toEqual([tenant]);
    });

    test('of others cannot be entered', async () => {
      const ours = await createTenant(context.store);
      const theirs = await createTenant(context.store);

      expect(await context.store.withTenant(ours.scope, ours.scope.tenantId)).toEqual(ours.scope);
      expect(await context.store.withTenant(ours.scope, theirs.scope.tenantId)).toBeUndefined();
      expect(await context.store.withTenant(ours.scope, 'no uuid')).toBeUndefined();
    });
  });

  describe('API keys', () => {
    test('are found by their hash, and by nothing else', async () => {
      const tenantId = await context.store.ensureTenant({ slug: randomUUID(), name: 'Test', pairLimit: 10 });
      const secret = randomUUID();
      const id = await context.store.createApiKey({ name: 'nightly', hash: hashOf(secret), tenantId });

      expect(await context.store.findApiKey(hashOf(secret))).toEqual({
        tenantId,
        actorId: id,
        actorName: 'nightly',
        userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(await context.store.findApiKey(hashOf('unknown'))).toBeUndefined();
      expect(await context.store.findApiKey(Buffer.alloc(0))).toBeUndefined();
    });

    test('the configured one is replaced by the next, and revoked by none', async () => {
      const { tenantId } = (await createTenant(context.store)).scope;
      const [first, second] = [hashOf(randomUUID()), hashOf(randomUUID())];

      const firstId = await context.store.setConfiguredApiKey(first, tenantId);
      expect(await context.store.findApiKey(first)).toMatchObject({ tenantId, actorId: firstId });
      expect(await context.store.setConfiguredApiKey(first, tenantId)).toBe(firstId);

      const secondId = await context.store.setConfiguredApiKey(second, tenantId);
      expect(secondId).not.toBe(firstId);
      expect(await context.store.findApiKey(first)).toBeUndefined();
      expect(await context.store.findApiKey(second)).toMatchObject({ actorId: secondId });

      expect(await context.store.setConfiguredApiKey(undefined, tenantId)).toBeUndefined();
      expect(await context.store.findApiKey(second)).toBeUndefined();
    });

    test('a configured one that comes back is the same actor as before', async () => {
      const { tenantId } = (await createTenant(context.store)).scope;
      const hash = hashOf(randomUUID());
      const id = await context.store.setConfiguredApiKey(hash, tenantId);
      await context.store.setConfiguredApiKey(undefined, tenantId);

      expect(await context.store.setConfiguredApiKey(hash, tenantId)).toBe(id);
      expect(await context.store.findApiKey(hash)).toMatchObject({ actorId: id });
    });

    test('the oldest live one of a tenant is its admin key', async () => {
      const tenantId = await context.store.ensureTenant({ slug: randomUUID(), name: 'Test', pairLimit: 10 });
      expect(await context.store.findAdminApiKey(tenantId)).toBeUndefined();
      const configured = await context.store.setConfiguredApiKey(hashOf(randomUUID()), tenantId);
      context.clock.advance(1);
      const later = await context.store.createApiKey({ name: 'later', hash: hashOf(randomUUID()), tenantId });

      expect(await context.store.findAdminApiKey(tenantId)).toEqual({ id: configured });
      await context.store.setConfiguredApiKey(undefined, tenantId);
      expect(await context.store.findAdminApiKey(tenantId)).toEqual({ id: later });
    });
  });

  describe('sessions', () => {
    async function createSession({ lifeMs = 24 * HOUR_MS, idleMs = HOUR_MS } = {}) {
      const { scope } = await createTenant(context.store);
      const hash = hashOf(randomUUID());
      const expires = new Date(context.clock.read().getTime() + lifeMs).toISOString();
      const { actorId: apiKeyId, tenantId } = scope;
      await context.store.createSession({ hash, apiKeyId, tenantId, expires, idleMs });
      const { via: _, ...identity } = scope;
      return { hash, identity };
    }

    test('stand for whom their API key stands for', async () => {
      const { hash, identity } = await createSession();

      const sessionId = expect.stringMatching(/^[0-9a-f-]{36}$/);
      expect(await context.store.findSession(hash)).toEqual({ ...identity, sessionId });
      expect(await context.store.findSession(hashOf('unknown'))).toBeUndefined();
    });

    test('end when they are deleted, and deleting again is no error', async () => {
      const { hash } = await createSession();

      await context.store.deleteSession(hash);
      await context.store.deleteSession(hash);

      expect(await context.store.findSession(hash)).toBeUndefined();
    });

    test('end when they expire, however much they are used', async () => {
      const { hash } = await createSession({ lifeMs: 2 * HOUR_MS });
      for (let used = 0; used < 3; used += 1) {
        context.clock.advance(HOUR_MS / 2);
        expect(await context.store.findSession(hash)).toBeDefined();
      }

      context.clock.advance(HOUR_MS / 2);

      expect(await context.store.findSession(hash)).toBeUndefined();
    });

    test('end when they are idle too long, and use counts from the last time', async () => {
      const { hash } = await createSession();
      for (let used = 0; used < 3; used += 1) {
        context.clock.advance(HOUR_MS - 1);
        expect(await context.store.findSession(hash)).toBeDefined();
      }

      context.clock.advance(HOUR_MS);

      expect(await context.store.findSession(hash)).toBeUndefined();
      expect(await context.store.findSession(hash)).toBeUndefined();
    });

    test('end with their API key', async () => {
      const { tenantId } = (await createTenant(context.store)).scope;
      const apiKeyId = await context.store.setConfiguredApiKey(hashOf(randomUUID()), tenantId);
      const hash = hashOf(randomUUID());
      const expires = new Date(context.clock.read().getTime() + HOUR_MS).toISOString();
      await context.store.createSession({ hash, apiKeyId: apiKeyId ?? '', tenantId, expires, idleMs: HOUR_MS });
      expect(await context.store.findSession(hash)).toBeDefined();

      await context.store.setConfiguredApiKey(undefined, tenantId);

      expect(await context.store.findSession(hash)).toBeUndefined();
    });
  });

  test('a store that is open answers a ping', async () => {
    await expect(context.store.ping()).resolves.toBeUndefined();
    expect(context.store.instanceId).toMatch(/^[0-9a-f-]{36}$/);
  });
}
