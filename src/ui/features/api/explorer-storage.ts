import { readStored, writeStored } from '#ui/shared/stored.ts';

const PREFIX = 'graphiql:';

/** JSON text without the headers of requests, which may hold an API key; other text as it is. */
export function withoutHeaders(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text, (name, value) => (name === 'headers' ? undefined : value)));
  } catch {
    return text;
  }
}

/** What GraphiQL remembers in this browser. Told not to keep headers, it keeps them in its history all the same. */
export const explorerStorage = {
  getItem: readStored,
  setItem: (name: string, text: string) => writeStored(name, withoutHeaders(text)),
  removeItem: (name: string) => remove((stored) => stored === name),
  clear: () => remove((stored) => stored.startsWith(PREFIX)),
  /** Asked for only to tell a full storage from one that takes nothing, neither of which is an error here. */
  length: 0,
};

function remove(isMeant: (name: string) => boolean): void {
  try {
    for (const name of Object.keys(localStorage).filter(isMeant)) localStorage.removeItem(name);
  } catch {
    // Storage is blocked: nothing is kept.
  }
}
