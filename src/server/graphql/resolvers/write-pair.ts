import type { GraphQLResolveInfo } from 'graphql';
import type { PairStep } from '../../store/store.ts';
import { type Payload, type Success, toPayload, toSuccess } from '../answers/payloads.ts';
import type { Context } from '../context.ts';

/** Makes a write, or leaves it to be made together with the others of its document. */
export function writePair(
  { store, scope, writes }: Context,
  info: GraphQLResolveInfo,
  step: PairStep,
): object | Promise<Payload | Success> {
  if (writes) return writes.add(step, info);
  const pairs = store.pairs(scope);
  switch (step.kind) {
    case 'set':
      return pairs.set(step.write).then((result) => toPayload(result, scope.actorName));
    case 'delete':
      return pairs.delete(step.write).then(toSuccess);
    case 'rename':
      return pairs.rename(step.write).then((result) => toPayload(result, scope.actorName));
    case 'restore':
      return pairs.restore(step.write).then((result) => toPayload(result, scope.actorName));
  }
}
