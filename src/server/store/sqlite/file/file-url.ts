import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The form of URL that `parseFileUrl` accepts, in words for people. */
export const FILE_URL_FORM = 'the address of an SQLite file, for example file:./data/kv.sqlite';

export const DEFAULT_FILE = './data/kv.sqlite';

/** The absolute path that a `file:` URL names; undefined for anything else. */
export function parseFileUrl(text: string): string | undefined {
  if (!text.startsWith('file:')) return undefined;
  // Relative paths are what people write in a shell; as a URL they would be read from the root.
  const path = text.startsWith('file:///') ? fileURLToPath(text) : text.slice('file:'.length);
  return path === '' ? undefined : resolve(path);
}
