import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../store.ts';
import { type ContractContext, createActor, createTenant, hashOf } from './contract-fixtures.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What can be done with API keys besides signing requests. */
export function testApiKeys(context: ContractContext): void {
  const createKey = (tenantId: string, name = 'nightly', more: { readonly expires?: string } = {}) => {
    const hash = hashOf(randomUUID());
    return context.store.createApiKey({ name, hash, tenantId, ...more }).then((id) => ({ id, hash }));
  };
  /** The scope of a key that the actor of `scope` makes. */
  const issueKey = async (scope: Scope, name: string, more: { readonly expires?: string } = {}): Promise<Scope> => {
    const hash = hashOf(randomUUID());
    await context.store.issueApiKey(scope, { name, hash, ...more });
    const identity = await context.store.findApiKey(hash);
    if (!identity) throw new Error('a new API key was not found');
    return { ...identity, via: 'api' };
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

      const id = await context.store.issueApiKey(scope, { name: 'ci', hash, expires });

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

  describe('a key that another one creates', () => {
    const expiryOf = async ({ actorId, ...scope }: Scope) =>
      (await context.store.apiKeys({ actorId, ...scope })).find(({ id }) => id === actorId)?.expires;

    test('expires with it unless it is to expire earlier, down the generations', async () => {
      const { scope } = await createTenant(context.store);
      const short = await issueKey(scope, 'short', { expires: inAnHour() });
      const earlier = new Date(context.clock.read().getTime() + 1).toISOString();

      expect(await expiryOf(await issueKey(scope, 'endless'))).toBeNull();
      expect(await expiryOf(await issueKey(short, 'same'))).toBe(inAnHour());
      expect(await expiryOf(await issueKey(short, 'equal', { expires: inAnHour() }))).toBe(inAnHour());
      const shorter = await issueKey(short, 'shorter', { expires: earlier });
      expect(await expiryOf(shorter)).toBe(earlier);
      expect(await expiryOf(await issueKey(shorter, 'last'))).toBe(earlier);
    });

    test('is refused an expiry after that of its creator, and then is not made', async () => {
      const { scope } = await createTenant(context.store);
      const expires = inAnHour();
      const short = await issueKey(scope, 'short', { expires });
      const later = new Date(Date.parse(expires) + 1).toISOString();

      await expect(issueKey(short, 'long', { expires: later })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining(expires),
      });

      expect((await namesOf(scope)).sort()).toEqual(['ada', 'short']);
    });

    test('is not made by one that has been revoked or has expired since it was found', async () => {
      const { scope } = await createTenant(context.store);
      const revoked = await issueKey(scope, 'revoked');
      const expired = await issueKey(scope, 'expired', { expires: inAnHour() });
      await context.store.revokeApiKey(scope, revoked.actorId);
      context.clock.advance(HOUR_MS);

      for (const creator of [revoked, expired]) {
        await expect(issueKey(creator, 'late')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      }

      expect(await namesOf(scope)).toEqual(['ada']);
    });
  });

  describe('revoking a key with those that it created', () => {
    /** `a` created `b`, which created `c`; `other` is of none of them. */
    async function createFamily() {
      const { scope } = await createTenant(context.store);
      const a = await issueKey(scope, 'a');
      const b = await issueKey(a, 'b');
      const c = await issueKey(b, 'c');
      await issueKey(scope, 'other');
      return { scope, a, b, c };
    }
    const createdKeysOf = async (scope: Scope) =>
      (await context.store.apiKeys(scope)).map(({ name, createdKeys }) => [name, createdKeys]);

    test('revokes all generations and their sessions, and nothing else', async () => {
      const { scope, a, c } = await createFamily();
      const { tenantId } = scope;
      const session = { apiKeyId: c.actorId, tenantId, expires: inAnHour(), idleMs: HOUR_MS };
      const hash = hashOf(randomUUID());
      await context.store.createSession({ hash, ...session });
      expect((await createdKeysOf(scope)).sort()).toEqual([
        ['a', 2],
        ['ada', 4],
        ['b', 1],
        ['c', 0],
        ['other', 0],
      ]);

      expect(await context.store.revokeApiKey(scope, a.actorId, { withCreated: true })).toBe(true);

      expect((await createdKeysOf(scope)).sort()).toEqual([
        ['ada', 1],
        ['other', 0],
      ]);
      expect(await context.store.findSession(hash)).toBeUndefined();
    });

    test('reaches the living through those that no longer work', async () => {
      const { scope, a, b } = await createFamily();
      await context.store.revokeApiKey(scope, a.actorId);
      await context.store.revokeApiKey(scope, b.actorId);
      expect(await createdKeysOf(scope)).toContainEqual(['ada', 2]);

      expect(await context.store.revokeApiKey(scope, a.actorId)).toBe(false);
      expect((await namesOf(scope)).sort()).toEqual(['ada', 'c', 'other']);
      expect(await context.store.revokeApiKey(scope, a.actorId, { withCreated: true })).toBe(true);
      expect((await namesOf(scope)).sort()).toEqual(['ada', 'other']);
      expect(await context.store.revokeApiKey(scope, a.actorId, { withCreated: true })).toBe(false);
    });

    test('keeps them unless it is asked to', async () => {
      const { scope, a } = await createFamily();

      await context.store.revokeApiKey(scope, a.actorId);

      expect((await namesOf(scope)).sort()).toEqual(['ada', 'b', 'c', 'other']);
    });

    test('is refused as a whole when no key would be left, or when one of them is configured', async () => {
      const { scope, a } = await createFamily();
      const all = (await namesOf(scope)).sort();
      const hash = hashOf(randomUUID());
      const configuredId = await context.store.issueApiKey(a, { name: 'configured', hash });
      const revoke = (id: string) => context.store.revokeApiKey(scope, id, { withCreated: true });

      await expect(revoke(scope.actorId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await context.store.setConfiguredApiKey(hash, scope.tenantId)).toBe(configuredId);
      await expect(revoke(a.actorId)).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('KV_ADMIN_API_KEY'),
      });

      expect((await namesOf(scope)).sort()).toEqual([...all, 'configured'].sort());
      await context.store.setConfiguredApiKey(undefined, scope.tenantId);
    });

    test('is never of another tenant', async () => {
      const ours = await createFamily();
      const theirs = await createFamily();

      expect(await context.store.revokeApiKey(ours.scope, theirs.a.actorId, { withCreated: true })).toBe(false);

      expect(await namesOf(theirs.scope)).toHaveLength(5);
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
