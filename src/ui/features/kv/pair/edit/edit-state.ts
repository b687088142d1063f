import { BaseTimeline, type Stretch } from '#ui/shared/editor/base-timeline.ts';
import type { TextState } from '#ui/shared/editor/editor-handle.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { type Base, compareWithServer, type Meanwhile, toBase, toMissingBase } from '../../data/base.ts';
import type { OpenPair } from '../../data/kv.queries.ts';
import { hideRefusal, NOTHING_SENT, reduceWrite, type WriteEvent, type WriteState } from './write-state.ts';

/** What was typed, as far as saving is concerned. */
export interface Draft {
  /** Saving would change something, or nobody knows yet that it would not. */
  readonly isDirty: boolean;
  /** Compact JSON; undefined while the text is not JSON, or not read to the end. */
  readonly compact: string | undefined;
}

/** What happened last, in words. */
interface EditStatus {
  readonly text: string;
  /** It is about a text that is not saved; else it holds until something is typed. */
  readonly isUnsaved: boolean;
  /** The version that it is about: Undo can lead to another one. */
  readonly version: number;
}

/** The draft of an open pair against what the server has. */
export interface EditState {
  readonly bases: BaseTimeline<Base>;
  readonly draft: Draft;
  /** The newest that is known; null when no pair has the key any more. */
  readonly server: OpenPair | null;
  readonly write: WriteState;
  /** The texts that the write on its way was made from: Undo may lead away from them before it is answered. */
  readonly sentFrom: Stretch;
  readonly status: EditStatus;
}

export type EditEvent =
  | WriteEvent
  /** Typed, undone, redone, or read to the end: the text is in the state `now`. */
  | { readonly type: 'text'; readonly now: TextState | undefined; readonly draft: Draft }
  /** An answer of the server, received `at` ms; null when no pair has the key any more. */
  | { readonly type: 'serverHas'; readonly pair: OpenPair | null; readonly at: number }
  /** Another text took the place of the draft, together with its base: loaded, taken, merged or a restored draft. */
  | {
      readonly type: 'shown';
      readonly base: Base;
      readonly now: TextState | undefined;
      readonly draft: Draft;
      readonly status: Omit<EditStatus, 'version'>;
    }
  /** The draft stays, and the next save replaces `theirs`. */
  | { readonly type: 'keptOnTop'; readonly theirs: OpenPair }
  /** The pair was deleted: the draft becomes a new one under the same key. */
  | { readonly type: 'becameNew' }
  | { readonly type: 'discarded' };

const NOTHING: EditStatus = { text: '', isUnsaved: false, version: 0 };

export function startEdit(opened: OpenPair, draft: Draft): EditState {
  return {
    bases: BaseTimeline.of(toBase(opened)),
    draft,
    server: opened,
    write: NOTHING_SENT,
    sentFrom: 0,
    status: NOTHING,
  };
}

/** What is to be done about what the server has by now. Nothing is decided while a write is on its way. */
export function meanwhileOf({ bases, draft, server, write }: EditState): Meanwhile {
  if (write.sending) return 'same';
  const { base, isPast } = bases;
  return compareWithServer(base, server, { ...draft, isPast, sentText: write.unanswered?.valueText });
}

/** The one place that decides what a text is based on and what may be saved over what. */
export function reduceEdit(state: EditState, event: EditEvent): EditState {
  return adopt(apply(state, event));
}

function apply(state: EditState, event: EditEvent): EditState {
  const { bases } = state;
  switch (event.type) {
    case 'text': {
      const at = bases.at(event.now);
      const { isDirty, compact } = state.draft;
      const isRead = event.draft.compact !== undefined || at.base !== bases.base;
      const draft = isRead ? onto(event.draft, at.base) : event.draft;
      if (at === bases && isDirty === draft.isDirty && compact === draft.compact) return state;
      return { ...state, bases: at, draft };
    }
    case 'serverHas': {
      const { refusal } = state.write;
      // Once the server has answered since, somebody is signed in again: all that is left to do is to save.
      const isOver = refusal?.error.code === 'UNAUTHENTICATED' && event.at > refusal.at;
      if (state.server === event.pair && !isOver) return state;
      return { ...state, server: event.pair, write: isOver ? hideRefusal(state.write) : state.write };
    }
    case 'sent':
      if (state.write.sending) return state;
      return { ...state, write: reduceWrite(state.write, event), sentFrom: bases.stretch };
    case 'saved': {
      if (!state.write.sending) return state;
      const { server } = state;
      const isNewer = server?.id === event.pair.id && server.version > event.pair.version;
      return say(
        {
          ...rebase(state, bases.move(toBase(event.pair), state.sentFrom)),
          server: isNewer ? server : event.pair,
          write: reduceWrite(state.write, event),
        },
        { text: `Saved version ${formatCount(event.pair.version)}`, isUnsaved: false, version: event.pair.version },
      );
    }
    case 'refused':
    case 'answerLost': {
      if (!state.write.sending) return state;
      const found = event.type === 'refused' ? event.found : undefined;
      const server = found === undefined ? state.server : found;
      return { ...state, server, write: reduceWrite(state.write, event), status: NOTHING };
    }
    case 'refusalHidden':
      return withoutRefusal(state);
    case 'shown': {
      const shown = { ...state, bases: bases.exchange(event.base, event.now), draft: onto(event.draft, event.base) };
      return say(withoutRefusal(shown), { ...event.status, version: event.base.version });
    }
    case 'keptOnTop': {
      const { version } = event.theirs;
      const text = `Your text is now based on version ${formatCount(version)}. Saving replaces that version.`;
      const kept = rebase(state, bases.turnTo(toBase(event.theirs)));
      return say(withoutRefusal(kept), { text, isUnsaved: true, version });
    }
    case 'becameNew':
      return withoutRefusal(rebase(state, bases.move(toMissingBase(bases.base))));
    case 'discarded': {
      const text = 'Changes discarded. Undo brings them back.';
      return say(withoutRefusal(state), { text, isUnsaved: false, version: bases.base.version });
    }
  }
}

/** A newer version that nobody needs to look at becomes the base. */
function adopt(state: EditState): EditState {
  const { server, write, draft } = state;
  if (server === null || meanwhileOf(state) !== 'adopt') return state;
  const adopted = withoutRefusal(rebase(state, state.bases.move(toBase(server))));
  const version = formatCount(server.version);
  if (write.unanswered?.valueText !== server.value_text) {
    const text = `Version ${version} by ${server.updated_by} has the same value`;
    return say(adopted, { text, isUnsaved: adopted.draft.isDirty, version: server.version });
  }
  return say(
    { ...adopted, write: { ...adopted.write, unanswered: null } },
    {
      text: `Saved as version ${version} (the reply was delayed)`,
      isUnsaved: draft.compact !== server.value_text,
      version: server.version,
    },
  );
}

const say = (state: EditState, status: EditStatus): EditState => ({ ...state, status });

const withoutRefusal = (state: EditState): EditState =>
  state.write.refusal === null ? state : { ...state, write: hideRefusal(state.write) };

const rebase = (state: EditState, bases: BaseTimeline<Base>): EditState => ({
  ...state,
  bases,
  draft: bases.base === state.bases.base ? state.draft : onto(state.draft, bases.base),
});

/** A draft against another base. Without its JSON nobody knows yet that saving would change nothing. */
const onto = ({ compact }: Draft, { valueText }: Base): Draft => ({
  compact,
  isDirty: compact === undefined || compact !== valueText,
});
