import type { QueryClient } from '@tanstack/react-query';
import { utf8Length } from '#contract/limits.ts';
import { jsonTypeOf } from '#json/text.ts';
import { historyQueries } from './history.queries.ts';
import { kvQueries, type OpenPair } from './kv.queries.ts';

/** The answer to a write. */
export type WriteAnswer = Pick<OpenPair, 'id' | 'version' | 'updated' | 'updated_by'>;

/** What a page wrote itself a moment ago it need not read. */
const written = new WeakSet<object>();
export const isOwnAnswer = (pair: object | null | undefined): boolean => pair != null && written.has(pair);

/** The pair after `valueText` was stored under `key`, which was answered with `answer`. */
export const toPair = (key: string, valueText: string, answer: WriteAnswer): OpenPair => ({
  ...answer,
  key,
  value_text: valueText,
  type: jsonTypeOf(valueText),
  size: utf8Length(valueText),
});

/** `pair` is what the server has, unless a newer version is known. An answer that was asked for earlier comes too late. */
export function putPair(client: QueryClient, pair: OpenPair): void {
  const { queryKey } = kvQueries.pair(pair.key);
  void client.cancelQueries({ queryKey });
  const known = client.getQueryData(queryKey);
  if (known && known.version > pair.version) return;
  const stored = client.setQueryData(queryKey, pair);
  if (stored) written.add(stored);
}

/** Asks again for all that may show a change, but for open pairs: their values are known, or about to be closed. */
export function refreshAround(client: QueryClient, keys: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    queryKey: kvQueries.all,
    predicate: ({ queryKey: [, kind, key] }) => !(kind === 'pair' && keys.includes(String(key))),
  });
}

/** The text of a version, when the page has it. */
export function findKnownText(client: QueryClient, key: string, id: string, version: number): string | undefined {
  const open = client.getQueryData(kvQueries.pair(key).queryKey);
  if (open?.id === id && open.version === version) return open.value_text;
  return client.getQueryData(historyQueries.version(id, version).queryKey)?.value_text ?? undefined;
}
