import { closest, distance } from 'fastest-levenshtein';
import { readConfig } from './config.ts';

/** Settings of the clients, which may run with the same environment. */
const OF_CLIENTS = ['KV_API_URL', 'KV_API_KEY', 'KV_TENANT_ID'];

/** Beyond this many edits a name is not a misspelling. */
const MAX_EDITS = 3;

/** A sentence for each `KV_…` variable that the server does not read, because it is probably misspelt. */
export function describeUnknownSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = settingNames();
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('KV_') && ![...known, ...OF_CLIENTS].includes(name),
  );
  return unknown.map((name) => {
    const nearest = closest(name, known);
    const guess = distance(name, nearest) <= MAX_EDITS ? ` Did you mean ${nearest}?` : '';
    return `${name} is not a setting, so it has no effect.${guess}`;
  });
}

/** The names that `readConfig` reads. */
function settingNames(): string[] {
  const names: string[] = [];
  readConfig(
    new Proxy<Record<string, undefined>>(
      {},
      {
        get(_, name) {
          names.push(String(name));
          return undefined;
        },
      },
    ),
  );
  return names;
}
