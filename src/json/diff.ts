import { type JsonMember, type JsonNode, type JsonPath, toJsonTree } from './tree.ts';

/** One part of a value that two versions of it differ in. Texts are exact. */
interface JsonDifference {
  /** Indexes are those of the later version, and of the earlier one for what was removed. */
  readonly path: JsonPath;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Undefined when it was added. */
  readonly before?: string;
  /** Undefined when it was removed. */
  readonly after?: string;
}

export interface JsonDiff {
  /** In the order of the text; the first ones only, when there are more than asked for. */
  readonly differences: readonly JsonDifference[];
  /** How many there are in all. */
  readonly count: number;
}

const DEFAULT_LIMIT = 100;

/**
 * What differs between two compact JSON texts, as deep inside as possible. An object that repeats a name is compared
 * as a whole, and one that differs in the order or the spelling of its names only is one change.
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

/** A link of a path, from the inside out: most paths are never asked for. */
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

/** The parts of two different parts that differ; none when the two are to be looked at as a whole. */
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
  // With equal lengths the places stand for themselves; else what is alike at the ends does.
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

/** A path for people: `retries`, `hosts[2].name`, `["odd key"].x`. Empty for the whole value. */
export function formatPath(path: JsonPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!PLAIN_NAME.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
