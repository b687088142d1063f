import type { ValueState } from '#ui/shared/editor/session/value-session.ts';
import { formatCount } from '#ui/shared/text/format.ts';

/** Why the draft itself cannot be saved, as a sentence; undefined if it can. */
export function findValueObstacle({ check, isChecking }: ValueState, limitBytes: number): string | undefined {
  // Save waits for the check.
  if (isChecking) return undefined;
  if (check.isBlank) return 'Enter a value first.';
  if (check.problem) return `Fix the JSON error on line ${formatCount(check.problem.spot.line)} first.`;
  if (check.sizeBytes > limitBytes) {
    return `Too large: ${formatCount(check.sizeBytes)} of ${formatCount(limitBytes)} bytes.`;
  }
  return undefined;
}

/** Why the draft of an existing pair cannot be saved now, as a sentence; undefined if it can. */
export function findSaveObstacle(state: ValueState, version: number, limitBytes: number): string | undefined {
  if (!state.isReady) return 'The value is still loading.';
  if (!state.isDirty) return `No changes since version ${formatCount(version)}.`;
  return findValueObstacle(state, limitBytes);
}
