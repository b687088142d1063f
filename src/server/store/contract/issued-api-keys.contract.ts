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

  describe('a request sent again with its idempotency key', () => {
    const request = (name: string, more: { readonly expires?: string } = {}) => ({
      ...{ name, hash: hashOf(randomUUID()), idempotencyKey: 'k' },
      ...more,
    });

    test('makes one key, also simultaneously, and never with another secret', async () => {
      const { scope } = await createTenant(context.store);
      const requests = Array.from({ length: 8 }, () => request('ci'));

      const results = await Promise.all(requests.map((key) => context.store.issueApiKey(scope, key)));

      expect(new Set(results.map(({ id }) => id)).size).toBe(1);
      expect(results.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
      for (const [index, { isRepeat, id }] of results.entries()) {
        const found = await context.store.findApiKey(requests[index]?.hash ?? Buffer.alloc(0));
        expect(found?.actorId).toBe(isRepeat ? undefined : id);
      }
      expect(await namesOf(scope)).toHaveLength(2);
    });

    test('is refused for another name or expiry, and answered after the key was revoked', async () => {
      const { scope } = await createTenant(context.store);
      const { id } = await context.store.issueApiKey(scope, request('ci'));

      for (const other of [request('cd'), request('ci', { expires: inAnHour() })]) {
        await expect(context.store.issueApiKey(scope, other)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      }
      await context.store.revokeApiKey(scope, id);

      expect(await context.store.issueApiKey(scope, request('ci'))).toEqual({ id, isRepeat: true });
      expect(await namesOf(scope)).toEqual(['ada']);
    });

    test('makes its key if it was refused before', async () => {
      const { scope } = await createTenant(context.store);
      const other = await issue(scope, 'ci');
      const key = request('ci');
      await expect(context.store.issueApiKey(scope, key)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await context.store.revokeApiKey(scope, other.actorId);

      expect(await context.store.issueApiKey(scope, key)).toMatchObject({ isRepeat: false });
      expect(await context.store.findApiKey(key.hash)).toMatchObject({ actorName: 'ci' });
    });
  });

  test('at most 1,000 keys of a tenant work at a time', async () => {
    const { scope } = await createTenant(context.store);
    const made = Array.from({ length: 998 }, (_, index) => createActor(context.store, scope.tenantId, `key ${index}`));
    const [some] = await Promise.all(made);
    await issue(scope, 'the last');

    await expect(issue(scope, 'one more')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { used: 1_000, limit: 1_000 },
    });

    expect(await namesOf(scope)).toHaveLength(1_000);
    await context.store.revokeApiKey(scope, some?.actorId ?? '');
    await issue(scope, 'one more');
    const other = await createTenant(context.store);
    await issue(other.scope, 'another tenant');
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
      const { id: configuredId } = await context.store.issueApiKey(a, { name: 'configured', hash });
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
