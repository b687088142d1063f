import { type JsonMember, type JsonNode, type JsonPath, toJsonTree } from './tree.ts';

/** One place where two versions of a value differ. Texts are exact. */
interface JsonDifference {
  /** Indexes refer to the later version, or to the earlier one when the part was removed. */
  readonly path: JsonPath;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Undefined when the part was added. */
  readonly before?: string;
  /** Undefined when the part was removed. */
  readonly after?: string;
}

export interface JsonDiff {
  /** In the order of the text; only the first `limit` of them. */
  readonly differences: readonly JsonDifference[];
  /** The total, including those beyond `limit`. */
  readonly count: number;
}

const DEFAULT_LIMIT = 100;

/**
 * The differences between two compact JSON texts, each as deep inside as possible. An object that repeats a name is
 * compared as a whole. One that differs only in the order or the spelling of its names is one change.
 */
export function diffJson(before: string, after: string, limit = DEFAULT_LIMIT): JsonDiff {
  const differences: JsonDifference[] = [];
  let count = 0;
  if (before === after) return { differences, count };
  walkDifferences(toJsonTree(before), toJsonTree(after), (pair) => {
    count += 1;
    if (count <= limit) differences.push(toDifference(pair));
  });
  return { differences, count };
}

/** The number of differences between two parts; see `diffJson`. */
export function countDifferences(before: JsonNode | undefined, after: JsonNode | undefined): number {
  if (before === undefined || after === undefined) return before === after ? 0 : 1;
  let count = 0;
  walkDifferences(before, after, () => {
    count += 1;
  });
  return count;
}

/** A path as a linked list from the inside out, because most paths are never needed as arrays. */
interface PathStep {
  readonly step: string | number;
  readonly parent: PathStep | undefined;
}

interface NodePair {
  readonly before: JsonNode | undefined;
  readonly after: JsonNode | undefined;
  readonly at: PathStep | undefined;
}

function walkDifferences(before: JsonNode, after: JsonNode, visit: (pair: NodePair) => void): void {
  const stack: NodePair[] = before.text === after.text ? [] : [{ before, after, at: undefined }];
  for (let pair = stack.pop(); pair !== undefined; pair = stack.pop()) {
    const inside = pairInside(pair);
    if (inside.length === 0) visit(pair);
    for (const child of inside.reverse()) stack.push(child);
  }
}

/** The differing parts inside two different parts; empty when the two have to be compared as a whole. */
function pairInside({ before, after, at }: NodePair): NodePair[] {
  if (before?.members && after?.members) return pairMembers(before.members, after.members, at);
  if (before?.items && after?.items) return pairItems(before.items, after.items, at);
  return [];
}

function pairMembers(
  before: ReadonlyMap<string, JsonMember>,
  after: ReadonlyMap<string, JsonMember>,
  parent: PathStep | undefined,
): NodePair[] {
  const pairs: NodePair[] = [];
  for (const [step, { node }] of before) {
    const other = after.get(step)?.node;
    if (other?.text !== node.text) pairs.push({ before: node, after: other, at: { step, parent } });
  }
  for (const [step, { node }] of after) {
    if (!before.has(step)) pairs.push({ before: undefined, after: node, at: { step, parent } });
  }
  return pairs;
}

function pairItems(before: readonly JsonNode[], after: readonly JsonNode[], parent: PathStep | undefined): NodePair[] {
  const shorter = Math.min(before.length, after.length);
  const isSame = (left: number, right: number) => before[left]?.text === after[right]?.text;
  let start = 0;
  let kept = 0;
  // Arrays of equal length are compared index by index; otherwise equal items at both ends are matched first.
  if (before.length !== after.length) {
    while (start < shorter && isSame(start, start)) start += 1;
    while (kept < shorter - start && isSame(before.length - 1 - kept, after.length - 1 - kept)) kept += 1;
  }
  const pairs: NodePair[] = [];
  const end = Math.max(before.length, after.length) - kept;
  for (let step = start; step < end; step += 1) {
    const left = step < before.length - kept ? before[step] : undefined;
    const right = step < after.length - kept ? after[step] : undefined;
    if (left?.text !== right?.text) pairs.push({ before: left, after: right, at: { step, parent } });
  }
  return pairs;
}

function toDifference({ before, after, at }: NodePair): JsonDifference {
  const path: (string | number)[] = [];
  for (let step = at; step !== undefined; step = step.parent) path.push(step.step);
  path.reverse();
  if (before === undefined) return { path, kind: 'added', after: after?.text };
  if (after === undefined) return { path, kind: 'removed', before: before.text };
  return { path, kind: 'changed', before: before.text, after: after.text };
}

const PLAIN_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** A path as people write it: `retries`, `hosts[2].name`, `["odd key"].x`. Empty for the whole value. */
export function formatPath(path: JsonPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!PLAIN_NAME.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
