import { use, useEffect, useRef, useState } from 'react';
import { findJsonProblem, minifyJson } from '#json/text.ts';
import type { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import { createDraftKeeper, type DraftFacts, type DraftKeeper } from './draft-keeper.ts';
import { type DraftOwner, DraftOwnerContext } from './draft-owner.ts';
import { type Draft, draftStore } from './draft-store.ts';

interface KeptDraftOptions {
  session: ValueSession;
  /** The pair, and the version that the draft is based on. */
  about: Pick<DraftFacts, 'pairId' | 'key' | 'base'>;
  hasUnsaved: () => boolean;
}

/** Keeps the draft of an editor in this browser until it is saved. */
export function useKeptDraft({
  session,
  about,
  hasUnsaved,
}: KeptDraftOptions): Omit<DraftKeeper, 'dispose' | 'id'> & { readonly getId: () => string | undefined } {
  const owner = use(DraftOwnerContext);
  const latest = useRef({ owner, about, hasUnsaved });
  const keeper = useRef<DraftKeeper>(undefined);
  useEffect(() => {
    // If someone else signs in, this text still belongs to the person who typed it.
    latest.current = { owner: latest.current.owner ?? owner, about, hasUnsaved };
    // The key, the base or the owner may have changed.
    keeper.current?.touch();
  });

  useEffect(() => {
    const created = createDraftKeeper({
      session,
      getFacts: () => (latest.current.owner ? { ...latest.current.owner, ...latest.current.about } : undefined),
      hasUnsaved: () => latest.current.hasUnsaved(),
    });
    keeper.current = created;
    return () => created.dispose();
  }, [session]);

  return {
    touch: () => keeper.current?.touch(),
    getId: () => keeper.current?.id,
    keepNow: async (options) => (await keeper.current?.keepNow(options)) ?? false,
    handOver: async (about) => (await keeper.current?.handOver(about)) ?? false,
    forget: () => keeper.current?.forget(),
  };
}

interface PairFinding {
  readonly pairId: string;
  readonly key: string;
  /** The value that is stored. */
  readonly valueText?: string;
}

/** Drafts that were left behind, newest first. Those equal to the stored value are removed. */
export function useLeftDrafts(finding: PairFinding | 'new') {
  const owner = use(DraftOwnerContext);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const first = useRef(finding);
  const { tenantId, userId } = owner ?? {};

  useEffect(() => {
    let isCurrent = true;
    if (tenantId !== undefined && userId !== undefined) {
      void find({ tenantId, userId }, first.current).then((found) => isCurrent && setDrafts(found));
    }
    return () => {
      isCurrent = false;
      // Someone else may be signed in now.
      setDrafts([]);
    };
  }, [tenantId, userId]);

  const drop = (draft: Draft) => setDrafts((shown) => shown.filter(({ id }) => id !== draft.id));
  return {
    draft: drafts[0] ?? null,
    /** Stops offering the drafts, but keeps them. */
    hide: () => setDrafts([]),
    drop,
    remove(draft: Draft) {
      drop(draft);
      void draftStore.remove(draft.id);
    },
  };
}

async function find(owner: DraftOwner, finding: PairFinding | 'new'): Promise<readonly Draft[]> {
  if (finding === 'new') return await draftStore.findForNewPair(owner);
  const found = await draftStore.findForPair(owner, finding.pairId, finding.key);
  const isStored = ({ json }: Draft) => findJsonProblem(json) === undefined && minifyJson(json) === finding.valueText;
  for (const draft of found.filter(isStored)) void draftStore.remove(draft.id);
  return found.filter((draft) => !isStored(draft));
}
