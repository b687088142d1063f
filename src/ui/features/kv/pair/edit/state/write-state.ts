import type { KvError } from '#contract/errors.ts';
import { MAX_VALUE_BYTES } from '#contract/limits.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import type { PairWrite } from '../../../data/kv.mutations.ts';
import { findUnanswered } from '../../../data/repeat.ts';

/** Why a save failed. */
interface Refusal {
  readonly error: KvError;
  /** Distinguishes one refusal from the next with the same reason. */
  readonly id: number;
  /** In ms. */
  readonly at: number;
}

/** The write of a value that is on its way, and the outcome of earlier ones. */
export interface WriteState {
  readonly sending: PairWrite | null;
  /** A write that may or may not have taken effect. */
  readonly unanswered: PairWrite | null;
  readonly refusal: Refusal | null;
  readonly refusals: number;
  /** The limit of a value; a server may allow less than the default. */
  readonly limitBytes: number;
}

export type WriteEvent =
  | { readonly type: 'sent'; readonly write: PairWrite }
  | { readonly type: 'saved'; readonly pair: OpenPair }
  /** The server refused it. `found` is what it has instead, if that was read. */
  | { readonly type: 'refused'; readonly error: KvError; readonly at: number; readonly found?: OpenPair | null }
  /** The write may or may not have been stored. */
  | { readonly type: 'answerLost'; readonly error: KvError; readonly at: number }
  | { readonly type: 'refusalHidden' };

export const NOTHING_SENT: WriteState = {
  sending: null,
  unanswered: null,
  refusal: null,
  refusals: 0,
  limitBytes: MAX_VALUE_BYTES,
};

export function reduceWrite(state: WriteState, event: WriteEvent): WriteState {
  const { sending } = state;
  switch (event.type) {
    case 'sent':
      return sending ? state : { ...state, sending: event.write };
    case 'saved':
      return sending ? { ...state, sending: null, unanswered: null, refusal: null } : state;
    case 'refused':
    case 'answerLost': {
      if (!sending) return state;
      const { error, at } = event;
      const refusals = state.refusals + 1;
      return {
        sending: null,
        unanswered: findUnanswered(error, sending, state.unanswered),
        refusal: { error, id: refusals, at },
        refusals,
        limitBytes: (error.code === 'VALUE_TOO_LARGE' && error.details.limit) || state.limitBytes,
      };
    }
    case 'refusalHidden':
      return hideRefusal(state);
  }
}

export const hideRefusal = (state: WriteState): WriteState =>
  state.refusal === null ? state : { ...state, refusal: null };
