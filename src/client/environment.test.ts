import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { printCredentials, type SavedCredentials } from '#local/credentials.ts';
import { API_KEY, startTestServer } from '#testing/test-server.ts';
import { readServerSettings } from './environment.ts';
import { deleteKey, getKeyValue, listKeys, setKeyValue } from './environment-client.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kv-home-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

function save(text: string) {
  mkdirSync(join(home, '.config/kv-store'), { recursive: true });
  writeFileSync(join(home, '.config/kv-store/credentials.json'), text);
}

const saveServers = (saved: SavedCredentials) => save(printCredentials(saved));
const read = (env: Record<string, string> = {}) => readServerSettings({ HOME: home, ...env });

const LOCAL = 'http://127.0.0.1:4200';
const NOTHING = { url: LOCAL, apiKey: undefined, tenantId: undefined };

test('settings win over saved credentials, and those over the settings of Prefect', () => {
  saveServers({ 'http://saved:1': { api_key: 'saved-key', tenant_id: 'saved-team' } });
  const prefect = { PREFECT__CLOUD__API: 'http://prefect:1', PREFECT__CLOUD__API_KEY: 'prefect-key' };
  const own = { KV_API_URL: 'http://own:1', KV_API_KEY: 'own-key', KV_TENANT_ID: 'own-team' };

  expect(read({ ...prefect, ...own })).toEqual({ url: 'http://own:1', apiKey: 'own-key', tenantId: 'own-team' });
  expect(read(prefect)).toEqual({ url: 'http://saved:1', apiKey: 'saved-key', tenantId: 'saved-team' });
  saveServers({});
  expect(read(prefect)).toEqual({ url: 'http://prefect:1', apiKey: 'prefect-key', tenantId: undefined });
  expect(read({ KV_API_URL: '', KV_API_KEY: '' })).toEqual(NOTHING);
});

test('a key is never sent to another server', () => {
  saveServers({ [LOCAL]: { api_key: 'local-key' } });

  expect(read({ KV_API_URL: 'https://other.example' }).apiKey).toBeUndefined();
  expect(read({ KV_API_URL: 'https://other.example', PREFECT__CLOUD__API_KEY: 'k' }).apiKey).toBeUndefined();
  saveServers({});
  expect(read({ PREFECT__CLOUD__API_KEY: 'k' })).toEqual(NOTHING);
});

test('the saved key for this machine is found under each of its names, with or without a path', () => {
  saveServers({ [LOCAL]: { api_key: 'local-key' } });

  for (const url of [`${LOCAL}/`, 'http://localhost:4200/graphql', 'http://[::1]:4200']) {
    expect(read({ KV_API_URL: url })).toEqual({ url, apiKey: 'local-key', tenantId: undefined });
  }
});

test('of several saved servers the one signed in to is used, else the newest', () => {
  saveServers({ 'http://a:1': { api_key: 'a' }, 'http://b:1': { api_key: 'b' } });
  expect(read().url).toBe('http://b:1');

  saveServers({ 'http://a:1': { api_key: 'a', is_current: true }, 'http://b:1': { api_key: 'b' } });
  expect(read().url).toBe('http://a:1');
});

test.each(['', '{', 'null', '[]', '{"http://a:1":{"api_key":5}}'])('a file with %j counts as missing', (text) => {
  save(text);

  expect(read()).toEqual(NOTHING);
});

test('the functions of the original library use the environment', async () => {
  const server = await startTestServer();
  vi.stubEnv('KV_API_URL', server.url);
  vi.stubEnv('KV_API_KEY', API_KEY);
  try {
    expect(await setKeyValue('foo', 'bar')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await getKeyValue('foo')).toBe('bar');
    expect(await listKeys()).toEqual(['foo']);
    expect(await deleteKey('foo')).toBe(true);
    vi.stubEnv('KV_API_KEY', '');
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CONFIG_HOME', '');
    await expect(listKeys()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  } finally {
    await server.stop();
  }
});
