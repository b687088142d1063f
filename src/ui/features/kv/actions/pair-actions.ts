import {
  IconArrowRight,
  IconCopy,
  IconCopyPlus,
  IconCursorText,
  IconLink,
  IconTimeline,
  IconTrash,
} from '@tabler/icons-react';
import type { QueryClient } from '@tanstack/react-query';
import { announce } from '#ui/shared/announce.ts';
import { copyText } from '#ui/shared/button/copy.ts';
import { focusInDialog, holdTyping, releaseTyping } from '#ui/shared/keys/typed-ahead.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { kvQueries, type PairIdentity } from '../data/kv.queries.ts';
import { pairPath } from '../words/pair-path.ts';
import { suggestKey } from '../words/suggest-key.ts';
import type { PairActions } from './pair-actions-context.ts';

/** A pair in the list, or the one that is open. */
export interface ActionPair extends PairIdentity {
  readonly place: 'row' | 'pane';
  /** Exactly the stored text; fails when it cannot be read. */
  readonly readValue: () => Promise<string>;
  /** Whether another pair has this key. */
  readonly isTaken: (key: string) => Promise<boolean>;
  /** Its value has been edited and not saved. */
  readonly isDirty?: boolean;
  readonly isSaving?: boolean;
}

/** What came of an action that opens nothing. */
export interface ActionOutcome {
  readonly isDone: boolean;
  /** Shown for a moment in place of the label. */
  readonly text: string;
  /** The same for people who listen. */
  readonly spoken?: string;
}

export interface PairAction {
  readonly label: string | ((pair: ActionPair) => string);
  readonly Icon: typeof IconCopy;
  /** `Delete` or a function key, as in `KeyboardEvent.key`; it works on the row that has the focus. */
  readonly key?: string;
  readonly isDanger?: boolean;
  /** Left out where the place has it as a button of its own, or where it has no meaning. */
  readonly notIn?: ActionPair['place'];
  /** Why it cannot be done now, as a sentence. */
  readonly findObstacle?: (pair: ActionPair) => string | undefined;
  /** A link to the changes of the key instead of something that is done. */
  readonly leadsTo?: 'activity';
  /** Resolves to what came of it; undefined when it has opened something. */
  readonly run?: (pair: ActionPair, page: PairActions) => undefined | Promise<ActionOutcome | undefined>;
}

/** All that can be done to a pair, in the order of its menus. Another action is another entry. */
export const PAIR_ACTIONS = {
  open: {
    label: 'Open',
    Icon: IconArrowRight,
    notIn: 'pane',
    run: (pair, page) => void page.open(pair.key),
  },
  copyKey: {
    label: 'Copy key',
    Icon: IconCopy,
    notIn: 'pane',
    run: (pair) => copy('key', pair.key),
  },
  copyValue: {
    label: 'Copy value',
    Icon: IconCopy,
    notIn: 'pane',
    run: (pair) => copy('value', pair.readValue()),
  },
  copyLink: {
    label: 'Copy link',
    Icon: IconLink,
    run: (pair) => copy('link', window.location.origin + pairPath(pair.key)),
  },
  duplicate: {
    label: (pair) => (pair.isDirty ? 'Duplicate saved value' : 'Duplicate'),
    Icon: IconCopyPlus,
    run: duplicate,
  },
  rename: {
    label: 'Rename',
    Icon: IconCursorText,
    key: 'F2',
    // Where a save under the former key ends has to be known first.
    findObstacle: ({ isSaving }) => (isSaving ? 'Wait until the value is saved, then rename.' : undefined),
    run: (pair, page) => void page.rename(pair),
  },
  activity: {
    label: 'Activity of this key',
    Icon: IconTimeline,
    leadsTo: 'activity',
  },
  remove: {
    label: 'Delete',
    Icon: IconTrash,
    key: 'Delete',
    isDanger: true,
    notIn: 'pane',
    // Deleting takes the draft with it: that is two things at once.
    findObstacle: ({ isDirty }) => (isDirty ? 'Save or discard your changes first, then delete.' : undefined),
    run: (pair, page) => void page.remove(pair),
  },
} as const satisfies Readonly<Record<string, PairAction>>;

/** Those that a menu shows. */
export const actionsOf = (place: ActionPair['place']): readonly PairAction[] =>
  Object.values<PairAction>(PAIR_ACTIONS).filter(({ notIn }) => notIn !== place);

/** A pair of which only the row is at hand. */
export const toActionPair = (pair: PairIdentity, queryClient: QueryClient): ActionPair => ({
  ...pair,
  place: 'row',
  readValue: async () => {
    // Fresh, and exactly the stored text.
    const stored = await queryClient.fetchQuery({ ...kvQueries.pair(pair.key), staleTime: 0 });
    if (!stored) throw new Error('The pair is gone.');
    return stored.value_text;
  },
  isTaken: async (key) => (await queryClient.fetchQuery({ ...pairQueries.existing(key), staleTime: 0 })) !== null,
});

/** Does what the key is for; false when it is for nothing. */
export function runActionOfKey(key: string, pair: ActionPair, page: PairActions): boolean {
  const action = Object.values<PairAction>(PAIR_ACTIONS).find((candidate) => candidate.key === key);
  if (!action?.run) return false;
  const obstacle = action.findObstacle?.(pair);
  if (obstacle !== undefined) announce(obstacle);
  else void action.run(pair, page)?.then((outcome) => outcome && announce(outcome.spoken ?? outcome.text));
  return obstacle === undefined;
}

async function copy(what: 'key' | 'value' | 'link', text: string | Promise<string>): Promise<ActionOutcome> {
  const isDone = await copyText(text).catch(() => false);
  if (isDone) return { isDone, text: 'Copied', spoken: `Copied the ${what}` };
  return { isDone, text: `Could not copy the ${what}` };
}

/** New pair with the value as it is stored, to the digit, and a key that is free. */
async function duplicate(pair: ActionPair, page: PairActions): Promise<ActionOutcome | undefined> {
  let isWanted = true;
  holdTyping({
    findFocused: focusInDialog,
    onCancel: () => {
      isWanted = false;
    },
  });
  const [initialText, initialKey] = await Promise.all([
    pair.readValue().catch(() => undefined),
    suggestKey(pair.key, pair.isTaken),
  ]);
  if (initialText === undefined) {
    releaseTyping();
    return { isDone: false, text: 'Could not read the value' };
  }
  if (isWanted) page.create({ initialKey, initialText });
  return undefined;
}
