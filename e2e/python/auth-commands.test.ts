import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeWithPython, PythonClient } from '../setup/python.ts';
import { TestServer } from '../setup/server.ts';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';

describeWithPython('prefect auth', () => {
  let python: PythonClient;
  let tenantId: string;

  const succeed = async (...options: string[]) => {
    const { exitCode, output } = await python.prefect('auth', ...options);
    expect(output, options.join(' ')).not.toContain('Traceback');
    expect(exitCode, output).toBe(0);
    return output;
  };
  const fail = async (...options: string[]) => {
    const { exitCode, output } = await python.prefect('auth', ...options);
    expect(exitCode, output).toBe(1);
    return output;
  };

  beforeEach(async () => {
    python = await PythonClient.start({});
    const answer = await python.server.graphqlText('{ auth_info { tenant_id } }');
    tenantId = UUID.exec(answer)?.[0] ?? '';
  });
  afterEach(() => python?.remove());

  test('login is remembered, and a wrong key is refused with one request', async () => {
    expect(await fail('login', '--key', 'wrong-key')).toContain('Unauthorized. Invalid Prefect Cloud API key.');
    expect(python.takeRequestCount()).toBe(1);

    const output = await succeed('login', '--key', TestServer.apiKey);

    expect(output).toBe("Logged in to Prefect Cloud tenant 'Default' (default)\n");
    expect(await succeed('status')).toContain(`You are logged in to tenant ${tenantId}`);
    expect(await python.prefect('kv', 'set', 'foo', 'bar')).toMatchObject({ exitCode: 0 });
    expect(await python.server.get('foo')).toBe('"bar"');
  });

  test('tenants are listed and switched to', async () => {
    await succeed('login', '--key', TestServer.apiKey);

    expect(await succeed('list-tenants')).toMatch(new RegExp(`^Default +default +${tenantId} +\\*$`, 'm'));
    for (const options of [
      ['--slug', 'default'],
      ['--id', tenantId],
    ]) {
      expect(await succeed('switch-tenants', ...options)).toBe(`Tenant switched to ${tenantId}\n`);
    }
    expect(await succeed('switch-tenants', '--default')).toContain(tenantId);

    python.takeRequestCount();
    expect(await fail('switch-tenants', '--id', UNKNOWN_ID)).toContain('Your API key is not valid for that tenant.');
    await fail('switch-tenants', '--slug', 'nowhere');
    expect(python.takeRequestCount()).toBe(2);
    expect(await python.prefect('kv', 'list')).toEqual({ exitCode: 0, output: 'No keys found\n' });
  });

  test('keys are created, listed and revoked', async () => {
    await succeed('login', '--key', TestServer.apiKey);

    const shown = await succeed('create-key', '--name', 'nightly');
    expect(shown).toMatch(/^Successfully created key: kvs_[0-9A-Za-z]{49}$/m);
    const expiring = await succeed('create-key', '-n', 'Größe', '--expire', '2100-01-01', '-q');
    expect(expiring).toMatch(/^kvs_[0-9A-Za-z]{49}\n$/);
    const apiKey = expiring.trim();
    expect(await python.call(['set_key_value', 'by', 'the new key'], apiKey)).not.toHaveProperty('error');

    const list = await succeed('list-keys');
    expect(list).toMatch(/^nightly +\S+ +NEVER$/m);
    expect(list).toMatch(/^Größe +\S+ +2100-01-01T00:00:00\.000Z$/m);
    expect(list).not.toContain('kvs_');
    const idOf = (name: string) => new RegExp(`^${name} +(${UUID.source})`, 'm').exec(list)?.[1] ?? '';

    expect(await succeed('revoke-key', '--id', idOf('Größe'))).toBe('Key successfully revoked!\n');
    expect(await python.call(['list_keys'], apiKey)).toMatchObject({ error: 'AuthorizationError' });
    expect(await succeed('list-keys')).not.toContain('Größe');

    python.takeRequestCount();
    expect(await fail('revoke-key', '--id', idOf('Größe'))).toContain('Unable to revoke key');
    expect(await fail('revoke-key', '--id', idOf('admin'))).toContain('KV_ADMIN_API_KEY');
    expect(python.takeRequestCount()).toBe(2);
    expect(await succeed('list-keys')).toMatch(/^admin /m);
  });

  test('a key without a name or with an expiry in the past is refused', async () => {
    await succeed('login', '--key', TestServer.apiKey);
    python.takeRequestCount();

    expect(await fail('create-key', '--name', '')).toContain('An API key needs a name.');
    // Who the caller is, and the refusal.
    expect(python.takeRequestCount()).toBe(2);
    expect(await fail('create-key', '--name', 'late', '--expire', '2001-01-01')).toContain('is a time in the past');
    expect(await succeed('list-keys')).not.toContain('late');
  });
});
