import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ContractContext, createActor, createTenant, hashOf } from './contract-fixtures.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What can be done with API keys besides signing requests. */
export function testApiKeys(context: ContractContext): void {
  const createKey = (tenantId: string, name = 'nightly', more: { readonly expires?: string } = {}) => {
    const hash = hashOf(randomUUID());
    return context.store.createApiKey({ name, hash, tenantId, ...more }).then((id) => ({ id, hash }));
  };
  const inAnHour = () => new Date(context.clock.read().getTime() + HOUR_MS).toISOString();
  const namesOf = async (...[scope]: Parameters<typeof context.store.apiKeys>) =>
    (await context.store.apiKeys(scope)).map(({ name }) => name);

  describe('the list', () => {
    test('has everything about a key but its hash', async () => {
      const { scope } = await createTenant(context.store);
      context.clock.advance(1);
      const hash = hashOf(randomUUID());
      const { tenantId, userId } = scope;
      const created = context.clock.read().toISOString();
      const expires = inAnHour();

      const { id } = await context.store.issueApiKey(scope, { name: 'ci', hash, expires });

      const [own, ci] = await context.store.apiKeys(scope);
      expect(own).toMatchObject({ id: scope.actorId, name: 'ada', userId, expires: null, createdBy: null });
      expect(own).toMatchObject({ createdByKeyId: null, createdKeys: 1 });
      expect(ci).toEqual({
        ...{ id, name: 'ci', tenantId, userId, created, expires, lastUsed: null },
        ...{ createdBy: { userId, name: 'ada' }, createdByKeyId: scope.actorId, createdKeys: 0 },
      });
      expect(await context.store.findApiKey(hash)).toEqual({ tenantId, actorId: id, actorName: 'ci', userId });
    });

    test('is of one tenant, the oldest key first', async () => {
      const { scope } = await createTenant(context.store);
      await createTenant(context.store);
      for (const name of ['z', 'a', 'm']) {
        context.clock.advance(1);
        await createKey(scope.tenantId, name);
      }

      expect(await namesOf(scope)).toEqual(['ada', 'z', 'a', 'm']);
    });

    test('leaves out a key from the moment that it expires, when it is refused as well', async () => {
      const { scope } = await createTenant(context.store);
      const { hash } = await createKey(scope.tenantId, 'short', { expires: inAnHour() });
      context.clock.advance(HOUR_MS - 1);
      expect(await namesOf(scope)).toContain('short');
      expect(await context.store.findApiKey(hash)).toBeDefined();

      context.clock.advance(1);

      expect(await namesOf(scope)).toEqual(['ada']);
      expect(await context.store.findApiKey(hash)).toBeUndefined();
    });

    test('shows the last use immediately', async () => {
      const { scope } = await createTenant(context.store);
      const { id, hash } = await createKey(scope.tenantId);
      context.clock.advance(5_000);

      await context.store.findApiKey(hash);

      const keys = await context.store.apiKeys(scope);
      expect(keys.find((key) => key.id === id)?.lastUsed).toBe(context.clock.read().toISOString());
    });
  });

  describe('a revoked key', () => {
    test('is refused, not listed, and cannot be revoked again', async () => {
      const { scope } = await createTenant(context.store);
      const { id, hash } = await createKey(scope.tenantId);

      expect(await context.store.revokeApiKey(scope, id)).toBe(true);

      expect(await context.store.findApiKey(hash)).toBeUndefined();
      expect(await namesOf(scope)).toEqual(['ada']);
      expect(await context.store.revokeApiKey(scope, id)).toBe(false);
      expect(await context.store.revokeApiKey(scope, randomUUID())).toBe(false);
    });

    test('ends its sessions permanently', async () => {
      const { scope } = await createTenant(context.store);
      const { id: apiKeyId, hash: keyHash } = await createKey(scope.tenantId);
      const { tenantId } = scope;
      const hash = hashOf(randomUUID());
      await context.store.createSession({ hash, apiKeyId, tenantId, expires: inAnHour(), idleMs: HOUR_MS });
      expect(await context.store.findSession(hash)).toBeDefined();

      await context.store.revokeApiKey(scope, apiKeyId);

      expect(await context.store.findSession(hash)).toBeUndefined();
      // Configuring the key brings the key back, but nobody who was signed in with it.
      await context.store.setConfiguredApiKey(keyHash, tenantId);
      expect(await context.store.findApiKey(keyHash)).toBeDefined();
      expect(await context.store.findSession(hash)).toBeUndefined();
      await context.store.setConfiguredApiKey(undefined, tenantId);
    });

    test('may be the one that revokes itself', async () => {
      const { scope } = await createTenant(context.store);
      const other = await createActor(context.store, scope.tenantId, 'grace');

      expect(await context.store.revokeApiKey(scope, scope.actorId)).toBe(true);

      expect(await namesOf(other)).toEqual(['grace']);
    });

    test('is never of another tenant', async () => {
      const ours = await createTenant(context.store);
      const theirs = await createTenant(context.store);
      const { id, hash } = await createKey(theirs.scope.tenantId);

      expect(await context.store.revokeApiKey(ours.scope, id)).toBe(false);

      expect(await context.store.findApiKey(hash)).toBeDefined();
    });
  });

  test('the last key that works cannot be revoked, whatever else there was', async () => {
    const { scope } = await createTenant(context.store);
    const revoked = await createKey(scope.tenantId);
    await context.store.revokeApiKey(scope, revoked.id);
    await createKey(scope.tenantId, 'short', { expires: inAnHour() });
    context.clock.advance(HOUR_MS);

    await expect(context.store.revokeApiKey(scope, scope.actorId)).rejects.toMatchObject({ code: 'FORBIDDEN' });

    expect(await namesOf(scope)).toEqual(['ada']);
  });

  test('of two keys that revoke each other at the same time, one stays', async () => {
    const { scope } = await createTenant(context.store);
    const other = await createActor(context.store, scope.tenantId, 'grace');

    const outcomes = await Promise.allSettled([
      context.store.revokeApiKey(scope, other.actorId),
      context.store.revokeApiKey(other, scope.actorId),
    ]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await context.store.apiKeys(scope)).toHaveLength(1);
  });

  test('the configured key cannot be revoked, since the next start would bring it back', async () => {
    const { scope } = await createTenant(context.store);
    const hash = hashOf(randomUUID());
    const id = await context.store.setConfiguredApiKey(hash, scope.tenantId);

    await expect(context.store.revokeApiKey(scope, id ?? '')).rejects.toMatchObject({ code: 'FORBIDDEN' });

    expect(await context.store.findApiKey(hash)).toBeDefined();
    await context.store.setConfiguredApiKey(undefined, scope.tenantId);
  });
}
