import type { ValueState } from '#ui/shared/editor/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';

/** What is wrong with the draft itself, as a sentence; undefined when it may be saved. */
export function findValueObstacle({ check, isChecking }: ValueState, limitBytes: number): string | undefined {
  // Save waits for the check.
  if (isChecking) return undefined;
  if (check.isBlank) return 'There is no value yet.';
  if (check.problem)
    return `Correct the JSON first: there is a mistake on line ${formatCount(check.problem.spot.line)}.`;
  if (check.sizeBytes > limitBytes) {
    return `The value takes ${formatCount(check.sizeBytes)} bytes; at most ${formatCount(limitBytes)} fit.`;
  }
  return undefined;
}

/** Why the draft of an existing pair cannot be saved now, as a sentence; undefined when it can. */
export function findSaveObstacle(state: ValueState, version: number, limitBytes: number): string | undefined {
  if (!state.isReady) return 'The value is still loading.';
  if (!state.isDirty) return `Nothing differs from version ${formatCount(version)}.`;
  return findValueObstacle(state, limitBytes);
}
