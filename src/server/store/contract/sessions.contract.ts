import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Scope } from '../store.ts';
import { type ContractContext, createActor, createTenant, hashOf, issueKey } from './contract-fixtures.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Sessions as people see and end them. */
export function testSessions(context: ContractContext): void {
  const after = (ms: number) => new Date(context.clock.read().getTime() + ms).toISOString();
  const signIn = async ({ actorId: apiKeyId, tenantId }: Scope, lifeMs = 24 * HOUR_MS) => {
    const hash = hashOf(randomUUID());
    await context.store.createSession({ hash, apiKeyId, tenantId, expires: after(lifeMs), idleMs: HOUR_MS });
    return hash;
  };
  const find = (hash: Buffer) => context.store.findSession(hash);
  const list = (scope: Scope, apiKeyId?: string) => context.store.sessions(scope, { apiKeyId, limit: 2_000 });

  test('are listed with their key and their last use, those used last first', async () => {
    const { scope } = await createTenant(context.store);
    const grace = await createActor(context.store, scope.tenantId, 'grace');
    const created = after(0);
    const [first, expires] = [await signIn(scope), after(24 * HOUR_MS)];
    context.clock.advance(1_000);
    await signIn(grace);
    context.clock.advance(1_000);
    const found = await find(first);

    const sessions = await list(scope);

    expect(sessions[0]).toEqual({
      ...{ id: found?.sessionId, apiKeyId: scope.actorId, apiKeyName: 'ada' },
      ...{ created, lastSeen: after(0), expires },
    });
    expect(sessions.map(({ apiKeyName }) => apiKeyName)).toEqual(['ada', 'grace']);
    expect(sessions[1]).toMatchObject({ created: after(-1_000), lastSeen: after(-1_000) });
    expect(await list(grace, grace.actorId)).toEqual(sessions.slice(1));
    expect(await context.store.sessions(scope, { limit: 1 })).toEqual(sessions.slice(0, 1));
    // The same once the use has been written.
    await context.store.runMaintenance();
    expect(await list(scope)).toEqual(sessions);
  });

  test('that have ended are not listed: idle, expired, or with a key that no longer works', async () => {
    const { scope } = await createTenant(context.store);
    const short = await issueKey(context.store, scope, { name: 'short', expires: after(90 * 60_000) });
    const revoked = await createActor(context.store, scope.tenantId, 'revoked');
    await signIn(scope, HOUR_MS / 2);
    await signIn(scope);
    await signIn(revoked);
    const used = await signIn(scope);
    const usedOfShort = await signIn(short);
    expect((await list(scope, short.actorId))[0]?.expires).toBe(after(90 * 60_000));
    await context.store.revokeApiKey(scope, revoked.actorId);
    expect(await list(scope)).toHaveLength(4);

    context.clock.advance(HOUR_MS / 2);
    expect(await list(scope)).toHaveLength(3);
    await find(used);
    await find(usedOfShort);
    context.clock.advance(HOUR_MS / 2);
    expect(await list(scope)).toHaveLength(2);
    await find(used);
    context.clock.advance(HOUR_MS / 2);

    expect(await list(scope)).toEqual([expect.objectContaining({ id: (await find(used))?.sessionId })]);
  });

  test('end when someone ends them, alone and permanently', async () => {
    const { scope } = await createTenant(context.store);
    const [one, other] = [await signIn(scope), await signIn(scope)];
    const id = (await find(one))?.sessionId ?? '';

    expect(await context.store.endSession(scope, id)).toBe(true);

    expect(await find(one)).toBeUndefined();
    expect(await find(other)).toBeDefined();
    expect(await list(scope)).toHaveLength(1);
    expect(await context.store.endSession(scope, id)).toBe(false);
  });

  test('are seen and ended by their own tenant alone', async () => {
    const ours = await createTenant(context.store);
    const theirs = await createTenant(context.store);
    const hash = await signIn(theirs.scope);
    const id = (await find(hash))?.sessionId ?? '';

    expect(await list(ours.scope)).toEqual([]);
    expect(await list(ours.scope, theirs.scope.actorId)).toEqual([]);
    expect(await context.store.endSession(ours.scope, id)).toBe(false);

    expect(await find(hash)).toBeDefined();
  });

  test('of one key are at most 1,000: with one more, the one that was idle longest ends', async () => {
    const { scope } = await createTenant(context.store);
    const grace = await createActor(context.store, scope.tenantId, 'grace');
    const ofGrace = await signIn(grace);
    const oldest = await signIn(scope);
    const second = await signIn(scope);
    context.clock.advance(1);
    await Promise.all(Array.from({ length: 998 }, () => signIn(scope)));
    context.clock.advance(1);
    await find(oldest);
    await context.store.runMaintenance();
    expect(await list(scope, scope.actorId)).toHaveLength(1_000);

    await signIn(scope);

    expect(await list(scope, scope.actorId)).toHaveLength(1_000);
    expect(await find(second)).toBeUndefined();
    expect(await find(oldest)).toBeDefined();
    expect(await find(ofGrace)).toBeDefined();
  });
}
