import type { MutationCache } from '@tanstack/react-query';
import type { MadeVersion } from './own-write.ts';

/** Enough to recognize one's own change when the server sends it. */
const MAX_REMEMBERED = 200;

/** Remembers what this page writes, so that it is not shown as someone else's work. */
export function createOwnWrites(mutations: MutationCache) {
  const written = new Set<string>();
  const end = mutations.subscribe(({ mutation }) => {
    const made = mutation?.options.meta?.ownWrite?.made;
    if (!made || mutation?.state.status !== 'success') return;
    written.add(nameOf(made(mutation.state.data as never)));
    const [oldest] = written;
    if (written.size > MAX_REMEMBERED && oldest !== undefined) written.delete(oldest);
  });

  return {
    has: (id: string, version: number) => written.has(nameOf({ id, version })),
    /** A write of this pair is on its way, so a change that arrives before the answer is most likely that write. */
    isPending: ({ id, key }: { id?: string; key: string }) =>
      mutations.getAll().some(({ state, options: { meta } }) => {
        if (state.status !== 'pending' || !meta?.ownWrite) return false;
        const touched = meta.ownWrite.touches(state.variables as never);
        return (id !== undefined && touched.id === id) || touched.keys?.includes(key);
      }),
    end,
  };
}

const nameOf = ({ id, version }: MadeVersion) => `${id} ${version}`;
