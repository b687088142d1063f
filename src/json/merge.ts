import { countDifferences } from './diff.ts';
import { mergeItems, mergeMembers, type Slot } from './merge-parts.ts';
import { type JsonNode, type JsonPath, toJsonTree } from './tree.ts';

/** A part that two sides changed in different ways. Exact texts; undefined where the part does not exist. */
export interface JsonConflict {
  /** Indexes are those of the merged value. */
  readonly path: JsonPath;
  readonly base?: string;
  readonly theirs?: string;
  readonly mine?: string;
}

export type MergeChoice = 'theirs' | 'mine';

export interface JsonMerge {
  /** In the order of the merged text. */
  readonly conflicts: readonly JsonConflict[];
  /** The merged text: compact JSON, with theirs in the place of every conflict. */
  readonly merged: string;
  /** Changes that only one of the two sides made, and that are in the merged text. */
  readonly theirsCount: number;
  readonly mineCount: number;
  /** The merged text by the choice made for each conflict, in their order; without a choice it has theirs. */
  toText(choices: readonly (MergeChoice | undefined)[]): string;
}

/** A piece of the merged text, in order. Commas follow from what is really there. */
type Piece = { readonly nameText: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'conflict'; readonly conflict: JsonConflict }
  | { readonly kind: 'open'; readonly text: string }
  | { readonly kind: 'close'; readonly text: string }
);

type Task = Slot | Extract<Piece, { kind: 'close' }>;

/**
 * Merges two changed versions of one compact JSON text. What one side changed is taken over, what both changed alike
 * is no conflict, and what they changed differently, or one removed and the other changed, is one to be decided.
 * Every part is copied as it is written: nothing is parsed and printed again.
 *
 * Arrays of equal length merge place by place, unless an item has moved to another place. When one side only added at one end, the other side's changes stay as
 * well; any other change of length makes the array one change as a whole. So is an object that repeats a name.
 */
export function mergeJson(base: string, theirs: string, mine: string): JsonMerge {
  const pieces: Piece[] = [];
  const conflicts: JsonConflict[] = [];
  let theirsCount = 0;
  let mineCount = 0;
  const tasks: Task[] = [
    { nameText: '', path: [], base: toJsonTree(base), theirs: toJsonTree(theirs), mine: toJsonTree(mine) },
  ];

  function take(nameText: string, node: JsonNode | undefined) {
    if (node) pieces.push({ kind: 'text', nameText, text: node.text });
  }

  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if ('kind' in task) {
      pieces.push(task);
      continue;
    }
    const { nameText, path } = task;
    if (isSame(task.theirs, task.mine)) {
      take(nameText, task.theirs);
    } else if (isSame(task.mine, task.base)) {
      theirsCount += countDifferences(task.base, task.theirs);
      take(nameText, task.theirs);
    } else if (isSame(task.theirs, task.base)) {
      mineCount += countDifferences(task.base, task.mine);
      take(nameText, task.mine);
    } else {
      const inside = mergeMembers(task) ?? mergeItems(task);
      if (inside) {
        theirsCount += inside.theirsCount;
        mineCount += inside.mineCount;
        pieces.push({ kind: 'open', nameText, text: inside.isArray ? '[' : '{' });
        tasks.push({ kind: 'close', nameText: '', text: inside.isArray ? ']' : '}' });
        for (const slot of inside.slots.reverse()) tasks.push(slot);
      } else {
        const conflict = { path, base: task.base?.text, theirs: task.theirs?.text, mine: task.mine?.text };
        conflicts.push(conflict);
        pieces.push({ kind: 'conflict', nameText, conflict });
      }
    }
  }

  const toText = (choices: readonly (MergeChoice | undefined)[]) => {
    const choiceOf = new Map(conflicts.map((conflict, index) => [conflict, choices[index] ?? 'theirs']));
    return print(pieces, (conflict) => conflict[choiceOf.get(conflict) ?? 'theirs']);
  };
  return { conflicts, merged: toText([]), theirsCount, mineCount, toText };
}

const isSame = (left: JsonNode | undefined, right: JsonNode | undefined) => left?.text === right?.text;

function print(pieces: readonly Piece[], decide: (conflict: JsonConflict) => string | undefined): string {
  const parts: string[] = [];
  /** How many parts the open containers have so far. */
  const counts: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'close') {
      counts.pop();
      parts.push(piece.text);
      continue;
    }
    const text = piece.kind === 'conflict' ? decide(piece.conflict) : piece.text;
    if (text === undefined) continue;
    const count = counts.at(-1) ?? 0;
    if (count > 0) parts.push(',');
    if (counts.length > 0) counts[counts.length - 1] = count + 1;
    if (piece.nameText !== '') parts.push(piece.nameText, ':');
    parts.push(text);
    if (piece.kind === 'open') counts.push(0);
  }
  return parts.join('');
}
