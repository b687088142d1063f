import type { MutationCache } from '@tanstack/react-query';

/** Enough to tell one's own change when it comes back from the server. */
const MAX_REMEMBERED = 200;

/** What this page writes, so that it is not shown as the work of others. */
export function createOwnWrites(mutations: MutationCache) {
  const written = new Set<string>();
  const end = mutations.subscribe(({ mutation }) => {
    const result: unknown = mutation?.state.data;
    if (mutation?.state.status !== 'success' || !isVersion(result)) return;
    written.add(nameOf(result.id, result.version));
    const [oldest] = written;
    if (written.size > MAX_REMEMBERED && oldest !== undefined) written.delete(oldest);
  });

  return {
    has: (id: string, version: number) => written.has(nameOf(id, version)),
    /** A write of this key is on its way: a change of it that is told meanwhile is most likely this one. */
    isPending: (key: string) =>
      mutations
        .getAll()
        .some(({ state: { status, variables } }) => status === 'pending' && keysOf(variables).includes(key)),
    end,
  };
}

const nameOf = (id: string, version: number) => `${id} ${version}`;

function isVersion(result: unknown): result is { id: string; version: number } {
  return typeof result === 'object' && result !== null && 'id' in result && 'version' in result;
}

/** A rename has two. */
function keysOf(variables: unknown): readonly unknown[] {
  if (typeof variables !== 'object' || variables === null) return [];
  const { key, from, to } = variables as { key?: unknown; from?: unknown; to?: unknown };
  return [key, from, to];
}
