import type { QueryClient } from '@tanstack/react-query';
import { utf8Length } from '#contract/limits.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { jsonTypeOf } from '#json/text.ts';
import { historyQueries } from './history.queries.ts';
import { kvQueries } from './kv.queries.ts';

/** The answer to a write. */
export type WriteAnswer = Pick<OpenPair, 'id' | 'version' | 'updated' | 'updated_by'>;

/** Cached values that this page has just written, so it need not read them. */
const written = new WeakSet<object>();
export const isOwnAnswer = (pair: object | null | undefined): boolean => pair != null && written.has(pair);

/** The pair after `valueText` was stored under `key`, from the server's answer. */
export const toPair = (key: string, valueText: string, answer: WriteAnswer): OpenPair => ({
  ...answer,
  key,
  value_text: valueText,
  type: jsonTypeOf(valueText),
  size: utf8Length(valueText),
});

/** Caches what the server has, unless a newer version is known. Cancels reads, because their answers may be older. */
export function putPair(client: QueryClient, pair: OpenPair): void {
  const { queryKey } = kvQueries.pair(pair.key);
  void client.cancelQueries({ queryKey });
  const known = client.getQueryData(queryKey);
  if (known && known.version > pair.version) return;
  const stored = client.setQueryData(queryKey, pair);
  if (stored) written.add(stored);
}

/** Reads everything that may show a change again, except open pairs with these keys: their values are known. */
export function refreshAround(client: QueryClient, keys: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    queryKey: kvQueries.all,
    predicate: ({ queryKey: [, kind, key] }) => !(kind === 'pair' && keys.includes(String(key))),
  });
}

/** The text of a version, if the page has it. */
export function findKnownText(client: QueryClient, key: string, id: string, version: number): string | undefined {
  const open = client.getQueryData(kvQueries.pair(key).queryKey);
  if (open?.id === id && open.version === version) return open.value_text;
  return client.getQueryData(historyQueries.version(id, version).queryKey)?.value_text ?? undefined;
}
