import {
  IconArrowRight,
  IconBraces,
  IconCopy,
  IconCopyPlus,
  IconCursorText,
  IconLink,
  IconTimeline,
  IconTrash,
} from '@tabler/icons-react';
import type { QueryClient } from '@tanstack/react-query';
import { pairPath } from '#contract/page/pair-path.ts';
import { announce } from '#ui/shared/announce.ts';
import { copyText } from '#ui/shared/button/copy.ts';
import { focusInDialog, holdTyping, releaseTyping } from '#ui/shared/keys/typed-ahead.ts';
import { pairQueries } from '../data/existing.queries.ts';
import { kvQueries, type PairIdentity } from '../data/kv.queries.ts';
import { suggestKey } from '../words/suggest-key.ts';
import type { PairActions } from './pair-actions-context.ts';

/** A pair in the list, or the open pair. */
export interface ActionPair extends PairIdentity {
  readonly place: 'row' | 'pane';
  /** Returns exactly the stored text; rejects if it cannot be read. */
  readonly readValue: () => Promise<string>;
  /** Whether another pair has this key. */
  readonly isTaken: (key: string) => Promise<boolean>;
  /** It has unsaved changes. */
  readonly isDirty?: boolean;
  readonly isSaving?: boolean;
}

/** The outcome of an action that opens nothing. */
export interface ActionOutcome {
  readonly isDone: boolean;
  /** Shown briefly in place of the label. */
  readonly text: string;
  /** The same for screen readers, if it differs. */
  readonly spoken?: string;
}

export interface PairAction {
  readonly label: string | ((pair: ActionPair) => string);
  readonly Icon: typeof IconCopy;
  /** `Delete` or a function key, as in `KeyboardEvent.key`, for the row with the focus. */
  readonly key?: string;
  readonly isDanger?: boolean;
  /** A place that has its own button for it, or where it makes no sense. */
  readonly notIn?: ActionPair['place'];
  /** Why it cannot be done now, as a sentence. */
  readonly findObstacle?: (pair: ActionPair) => string | undefined;
  /** Makes it a link to the changes of the key. */
  readonly leadsTo?: 'activity';
  /** Resolves to the outcome; undefined if it opened something. */
  readonly run?: (pair: ActionPair, page: PairActions) => undefined | Promise<ActionOutcome | undefined>;
}

/** All actions for a pair, in the order of the menus. A new action needs only an entry here. */
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
  copyJson: {
    label: 'Copy as JSON',
    Icon: IconBraces,
    notIn: 'row',
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
    // The outcome of a save under the old key must be known first.
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
    // Deleting would discard the draft too, which is two decisions in one.
    findObstacle: ({ isDirty }) => (isDirty ? 'Save or discard your changes first, then delete.' : undefined),
    run: (pair, page) => void page.remove(pair),
  },
} as const satisfies Readonly<Record<string, PairAction>>;

/** The actions in the menu of a place. */
export const actionsOf = (place: ActionPair['place']): readonly PairAction[] =>
  Object.values<PairAction>(PAIR_ACTIONS).filter(({ notIn }) => notIn !== place);

/** A pair of which only the row is loaded. */
export const toActionPair = (pair: PairIdentity, queryClient: QueryClient): ActionPair => ({
  ...pair,
  place: 'row',
  readValue: async () => {
    // Read again, so that it is exactly the stored text.
    const stored = await queryClient.fetchQuery({ ...kvQueries.pair(pair.key), staleTime: 0 });
    if (!stored) throw new Error('The pair is gone.');
    return stored.value_text;
  },
  isTaken: async (key) => (await queryClient.fetchQuery({ ...pairQueries.existing(key), staleTime: 0 })) !== null,
});

/** Runs the action of a key; false if there is none. */
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

/** Opens New pair with exactly the stored value and a free key. */
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
