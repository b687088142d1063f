import type { FeedEvent } from '../../store/feed.ts';
import type { Context } from '../context.ts';
import { atLeastZero } from './write-options.ts';

interface FollowArguments {
  readonly after_revision?: number | null;
}

export const feedResolvers = {
  Subscription: {
    key_value_change: {
      subscribe: (_: unknown, { after_revision }: FollowArguments, { store, scope, signal }: Context) => {
        if (!signal) throw new Error('A subscription was run without a way to end it.');
        return store.follow(scope, { after: atLeastZero('after_revision', after_revision), signal });
      },
      resolve: (event: FeedEvent) => toChangeEvent(event),
    },
  },
};

/** `key_value_change_event` of the schema. */
function toChangeEvent(event: FeedEvent) {
  const { kind, revision } = event;
  if (kind !== 'change') return { revision, resync: kind === 'resync' };
  const { pairId, key, previousKey, operation, version, at, actorName } = event.change;
  return {
    revision,
    resync: false,
    key_value_id: pairId,
    key,
    previous_key: previousKey,
    operation,
    version,
    created: at,
    created_by: actorName,
  };
}
