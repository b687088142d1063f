import { readStored, writeStored } from '#ui/shared/stored.ts';

const PREFIX = 'graphiql:';

/** JSON text without request headers, which may hold an API key; any other text unchanged. */
export function withoutHeaders(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text, (name, value) => (name === 'headers' ? undefined : value)));
  } catch {
    return text;
  }
}

/** GraphiQL's storage in this browser. Its history stores headers even with `shouldPersistHeaders={false}`. */
export const explorerStorage = {
  getItem: readStored,
  setItem: (name: string, text: string) => writeStored(name, withoutHeaders(text)),
  removeItem: (name: string) => remove((stored) => stored === name),
  clear: () => remove((stored) => stored.startsWith(PREFIX)),
  /** GraphiQL reads it only to distinguish full storage from blocked storage, and neither is an error here. */
  length: 0,
};

function remove(isAffected: (name: string) => boolean): void {
  try {
    for (const name of Object.keys(localStorage).filter(isAffected)) localStorage.removeItem(name);
  } catch {
    // Storage is blocked, so nothing is stored.
  }
}
