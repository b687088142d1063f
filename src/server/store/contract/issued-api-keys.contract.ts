import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../store.ts';
import { type ContractContext, createActor, createTenant, hashOf, issueKey } from './contract-fixtures.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What holds for keys that callers create. */
export function testIssuedApiKeys(context: ContractContext): void {
  const issue = (scope: Scope, name: string, more: { readonly expires?: string } = {}) =>
    issueKey(context.store, scope, { name, ...more });
  const inAnHour = () => new Date(context.clock.read().getTime() + HOUR_MS).toISOString();
  const namesOf = async (scope: Scope) => (await context.store.apiKeys(scope)).map(({ name }) => name);

  describe('a key that another one creates', () => {
    const expiryOf = async ({ actorId, ...scope }: Scope) =>
      (await context.store.apiKeys({ actorId, ...scope })).find(({ id }) => id === actorId)?.expires;

    test('expires with it unless it is to expire earlier, down the generations', async () => {
      const { scope } = await createTenant(context.store);
      const short = await issue(scope, 'short', { expires: inAnHour() });
      const earlier = new Date(context.clock.read().getTime() + 1).toISOString();

      expect(await expiryOf(await issue(scope, 'endless'))).toBeNull();
      expect(await expiryOf(await issue(short, 'same'))).toBe(inAnHour());
      expect(await expiryOf(await issue(short, 'equal', { expires: inAnHour() }))).toBe(inAnHour());
      const shorter = await issue(short, 'shorter', { expires: earlier });
      expect(await expiryOf(shorter)).toBe(earlier);
      expect(await expiryOf(await issue(shorter, 'last'))).toBe(earlier);
    });

    test('is refused an expiry after that of its creator, and then is not made', async () => {
      const { scope } = await createTenant(context.store);
      const expires = inAnHour();
      const short = await issue(scope, 'short', { expires });
      const later = new Date(Date.parse(expires) + 1).toISOString();

      await expect(issue(short, 'long', { expires: later })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining(expires),
      });

      expect((await namesOf(scope)).sort()).toEqual(['ada', 'short']);
    });

    test('is not made by one that has been revoked or has expired since it was found', async () => {
      const { scope } = await createTenant(context.store);
      const revoked = await issue(scope, 'revoked');
      const expired = await issue(scope, 'expired', { expires: inAnHour() });
      await context.store.revokeApiKey(scope, revoked.actorId);
      context.clock.advance(HOUR_MS);

      for (const creator of [revoked, expired]) {
        await expect(issue(creator, 'late')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      }

      expect(await namesOf(scope)).toEqual(['ada']);
    });
  });

  describe('the name of a key', () => {
    test('is refused while a key of the tenant that works has it, in whatever spelling', async () => {
      const { scope } = await createTenant(context.store);
      const theirs = await createTenant(context.store);
      await issue(theirs.scope, 'nightly');
      await createActor(context.store, scope.tenantId, 'Stra\u00dfe');
      // Older servers let this pass.
      await createActor(context.store, scope.tenantId, 'zero\u200b width');
      const { actorId } = await issue(scope, 'nightly', { expires: inAnHour() });

      for (const name of ['nightly', 'NIGHTLY', ' nightly', 'STRASSE', 'zero width', 'zero  width', 'ADA']) {
        await expect(issue(scope, name), name).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      }
      expect(await namesOf(scope)).toHaveLength(4);

      context.clock.advance(HOUR_MS);
      const next = await issue(scope, 'nightly');
      expect(next.actorId).not.toBe(actorId);
      await context.store.revokeApiKey(scope, next.actorId);
      await issue(scope, 'NIGHTLY');
    });

    test('goes to one of two that ask for it at the same time', async () => {
      const { scope } = await createTenant(context.store);

      const outcomes = await Promise.allSettled([issue(scope, 'nightly'), issue(scope, 'Nightly')]);

      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await namesOf(scope)).toHaveLength(2);
    });

    test('gets an addition when the key is configured and another has it', async () => {
      const tenantId = await context.store.ensureTenant({ slug: randomUUID(), name: 'Test', pairLimit: 10 });
      const scope = await createActor(context.store, tenantId, 'admin');
      const hash = hashOf(randomUUID());
      const configure = async () => {
        await context.store.setConfiguredApiKey(hash, tenantId);
        return (await context.store.findApiKey(hash))?.actorName;
      };

      expect(await configure()).toBe('admin (KV_ADMIN_API_KEY)');
      expect(await configure()).toBe('admin (KV_ADMIN_API_KEY)');
      await context.store.setConfiguredApiKey(undefined, tenantId);
      await issue(scope, 'Admin (kv_admin_api_key)');

      expect(await configure()).toBe('admin (KV_ADMIN_API_KEY, 2)');
      await context.store.setConfiguredApiKey(undefined, tenantId);
    });
  });

  describe('revoking a key with those that it created', () => {
    /** `a` created `b`, which created `c`; `other` is of none of them. */
    async function createFamily() {
      const { scope } = await createTenant(context.store);
      const a = await issue(scope, 'a');
      const b = await issue(a, 'b');
      const c = await issue(b, 'c');
      await issue(scope, 'other');
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
}
