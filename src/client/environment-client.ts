import { KvError } from '#contract/errors.ts';
import { processEnvironment, readServerSettings } from './environment.ts';
import { createKvClient } from './kv-client.ts';
import type { CallOptions, KvClient, ListOptions, WriteOptions } from './kv-types.ts';

/*
 * The functions of the original library, for scripts. Each calls the KvClient method of the same name, with the server
 * and key from the environment or the saved credentials, read on every call.
 */

function environmentClient(): KvClient {
  const settings = readServerSettings(processEnvironment());
  if (settings.apiKey !== undefined) return createKvClient({ ...settings, apiKey: settings.apiKey });
  throw new KvError(
    'UNAUTHENTICATED',
    'There is no API key for this server. Set KV_API_KEY, or sign in with kv login.',
  );
}

/** See `KvClient.setKeyValue`. @example const id = await setKeyValue('foo', 'bar'); */
export async function setKeyValue(key: string, value: unknown, options?: WriteOptions): Promise<string> {
  return await environmentClient().setKeyValue(key, value, options);
}

/** See `KvClient.setKeyValueText`. @example await setKeyValueText('at', '1637000000123456789'); */
export async function setKeyValueText(key: string, text: string, options?: WriteOptions): Promise<string> {
  return await environmentClient().setKeyValueText(key, text, options);
}

/** See `KvClient.getKeyValue`. @example const value = await getKeyValue('foo'); */
export async function getKeyValue(key: string, options?: CallOptions): Promise<unknown> {
  return await environmentClient().getKeyValue(key, options);
}

/** See `KvClient.getKeyValueText`. @example const text = await getKeyValueText('at'); */
export async function getKeyValueText(key: string, options?: CallOptions): Promise<string> {
  return await environmentClient().getKeyValueText(key, options);
}

/** See `KvClient.deleteKey`. @example await deleteKey('foo'); */
export async function deleteKey(key: string, options?: WriteOptions): Promise<true> {
  return await environmentClient().deleteKey(key, options);
}

/** See `KvClient.listKeys`. @example const keys = await listKeys({ prefix: 'etl/' }); */
export async function listKeys(options?: ListOptions): Promise<string[]> {
  return await environmentClient().listKeys(options);
}
