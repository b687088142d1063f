import type { OpenPair } from '#contract/page/page-queries.ts';
import { BaseTimeline, type Stretch } from '#ui/shared/editor/session/base-timeline.ts';
import type { TextState } from '#ui/shared/editor/session/editor-handle.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import { type Base, compareWithServer, type ServerChange, toBase, toMissingBase } from '../../../data/base.ts';
import { hideRefusal, NOTHING_SENT, reduceWrite, type WriteEvent, type WriteState } from './write-state.ts';

/** The text in the editor, as far as saving is concerned. */
export interface Draft {
  /** Saving would change something, or it is not yet known that it would not. */
  readonly isDirty: boolean;
  /** Compact JSON; undefined while the text is not JSON or not yet checked. */
  readonly compact: string | undefined;
}

/** The latest event in words. */
interface EditStatus {
  readonly text: string;
  /** It is about unsaved text; otherwise it is shown until something is typed. */
  readonly isUnsaved: boolean;
  /** The version that it is about; Undo can lead to another. */
  readonly version: number;
}

/** The draft of an open pair, and what the server has. */
export interface EditState {
  readonly bases: BaseTimeline<Base>;
  readonly draft: Draft;
  /** The newest version that the page knows; null if no pair has the key any longer. */
  readonly server: OpenPair | null;
  readonly write: WriteState;
  /** The stretch of texts that the write on its way comes from; Undo may leave it before the answer. */
  readonly sentFrom: Stretch;
  readonly status: EditStatus;
}

export type EditEvent =
  | WriteEvent
  /** Typing, Undo, Redo or a finished check: the text is in the state `now`. */
  | { readonly type: 'text'; readonly now: TextState | undefined; readonly draft: Draft }
  /** A response of the server, received `at` ms; null if no pair has the key any longer. */
  | { readonly type: 'serverHas'; readonly pair: OpenPair | null; readonly at: number }
  /** Another text replaced the draft and its base: a version, a merge or a restored draft. */
  | {
      readonly type: 'shown';
      readonly base: Base;
      readonly now: TextState | undefined;
      readonly draft: Draft;
      readonly status: Omit<EditStatus, 'version'>;
    }
  /** The draft stays; the next save replaces `theirs`. */
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

/** How to treat what the server has now. While a write is on its way, nothing changes. */
export function serverChangeOf({ bases, draft, server, write }: EditState): ServerChange {
  if (write.sending) return 'same';
  const { base, isPast } = bases;
  return compareWithServer(base, server, { ...draft, isPast, sentText: write.unanswered?.valueText });
}

/** The one place that decides which version a text is based on, and so which version it may replace. */
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
      // A later response means that someone has signed in again, so only saving is left to do.
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
      const text = 'Changes discarded. You can undo this.';
      return say(withoutRefusal(state), { text, isUnsaved: false, version: bases.base.version });
    }
  }
}

/** A newer version that needs no attention becomes the base. */
function adopt(state: EditState): EditState {
  const { server, write, draft } = state;
  if (server === null || serverChangeOf(state) !== 'adopt') return state;
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

/** A draft with another base. Without compact JSON it counts as changed. */
const onto = ({ compact }: Draft, { valueText }: Base): Draft => ({
  compact,
  isDirty: compact === undefined || compact !== valueText,
});
