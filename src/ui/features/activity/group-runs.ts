/** Changes of one program to one key in a row. */
interface Run<Change> {
  /** The newest. */
  readonly latest: Change;
  /** All of them, the newest first; one for a change that stands for itself. */
  readonly changes: readonly Change[];
}

interface GroupedChange {
  readonly key: string;
  readonly operation: string;
  readonly created_by: string;
  readonly note: string | null;
}

/** Fewer in a row are all shown. */
const MIN_RUN = 4;

/** Puts updates of one key by the same hand into one, where many follow each other. A note stands for itself. */
export function groupRuns<Change extends GroupedChange>(changes: readonly Change[]): readonly Run<Change>[] {
  const runs: Change[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    if (run?.[0] && belongs(run[0], change)) run.push(change);
    else runs.push([change]);
  }
  return runs.flatMap((run) => {
    const [latest] = run;
    if (!latest) return [];
    return run.length < MIN_RUN
      ? run.map((change) => ({ latest: change, changes: [change] }))
      : [{ latest, changes: run }];
  });
}

const belongs = (one: GroupedChange, other: GroupedChange) =>
  one.operation === 'update' &&
  other.operation === 'update' &&
  one.key === other.key &&
  one.created_by === other.created_by &&
  one.note === null &&
  other.note === null;
