import { countDifferences } from './diff.ts';
import { mergeItems, mergeMembers, type Slot } from './merge-parts.ts';
import { type JsonNode, type JsonPath, toJsonTree } from './tree.ts';

/** A part that both sides changed differently. Texts are exact; undefined where the part does not exist. */
export interface JsonConflict {
  /** Indexes refer to the merged value. */
  readonly path: JsonPath;
  readonly base?: string;
  readonly theirs?: string;
  readonly mine?: string;
}

export type MergeChoice = 'theirs' | 'mine';

export interface JsonMerge {
  /** In the order of the merged text. */
  readonly conflicts: readonly JsonConflict[];
  /** Compact JSON that takes theirs for every conflict. */
  readonly merged: string;
  /** Changes that only one side made. The merged text contains them. */
  readonly theirsCount: number;
  readonly mineCount: number;
  /** The merged text for one choice per conflict, in the order of `conflicts`; theirs where a choice is missing. */
  toText(choices: readonly (MergeChoice | undefined)[]): string;
}

/** A piece of the merged text, in order. Commas are added when printing, since a conflict may turn out empty. */
type Piece = { readonly nameText: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'conflict'; readonly conflict: JsonConflict }
  | { readonly kind: 'open'; readonly text: string }
  | { readonly kind: 'close'; readonly text: string }
);

type Task = Slot | Extract<Piece, { kind: 'close' }>;

/**
 * Merges two changed versions of one compact JSON text. Changes by one side are accepted, and so are equal changes by
 * both. Different changes to one part are a conflict, and so is a part that one side removed and the other changed.
 * Every part is copied exactly as written; nothing is parsed and printed again.
 *
 * Arrays of equal length merge index by index, unless an item has moved. When one side only added items at one end, the
 * other side's changes are kept too. Any other change of length counts as one change of the whole array; a change in an
 * object that repeats a name counts as one change of the whole object.
 */
export function mergeJson(base: string, theirs: string, mine: string): JsonMerge {
  const pieces: Piece[] = [];
  const conflicts: JsonConflict[] = [];
  let theirsCount = 0;
  let mineCount = 0;
  const tasks: Task[] = [
    { nameText: '', path: [], base: toJsonTree(base), theirs: toJsonTree(theirs), mine: toJsonTree(mine) },
  ];

  function push(nameText: string, node: JsonNode | undefined) {
    if (node) pieces.push({ kind: 'text', nameText, text: node.text });
  }

  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if ('kind' in task) {
      pieces.push(task);
      continue;
    }
    const { nameText, path } = task;
    if (isSame(task.theirs, task.mine)) {
      push(nameText, task.theirs);
    } else if (isSame(task.mine, task.base)) {
      theirsCount += countDifferences(task.base, task.theirs);
      push(nameText, task.theirs);
    } else if (isSame(task.theirs, task.base)) {
      mineCount += countDifferences(task.base, task.mine);
      push(nameText, task.mine);
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
  /** The number of parts so far in each open container. */
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
