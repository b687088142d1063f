import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Scope } from '../store.ts';
import { type ContractContext, createActor, createTenant, hashOf, issueKey } from './contract-fixtures.ts';

const HOUR_MS = 60 * 60 * 1000;

/** The name of an API key stands for one key among those that work. */
export function testApiKeyNames(context: ContractContext): void {
  const issue = (scope: Scope, name: string, more: { readonly expires?: string } = {}) =>
    issueKey(context.store, scope, { name, ...more });
  const inAnHour = () => new Date(context.clock.read().getTime() + HOUR_MS).toISOString();
  const namesOf = async (scope: Scope) => (await context.store.apiKeys(scope)).map(({ name }) => name);

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
}
