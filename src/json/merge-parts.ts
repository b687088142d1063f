import type { JsonMember, JsonNode, JsonPath } from './tree.ts';

/** A place in a value, and the node that each of the three versions has there; undefined for none. */
export interface Slot {
  /** Empty unless the place is a member of an object. */
  readonly nameText: string;
  readonly path: JsonPath;
  readonly base: JsonNode | undefined;
  readonly theirs: JsonNode | undefined;
  readonly mine: JsonNode | undefined;
}

/** The places inside an object or array, to merge one by one. */
export interface Inside {
  readonly isArray: boolean;
  readonly slots: Slot[];
  /** Changes without a place of their own: members in a different order. */
  readonly theirsCount: number;
  readonly mineCount: number;
}

type Members = ReadonlyMap<string, JsonMember>;

/** Matches members by name; undefined unless all three are objects without repeated names. */
export function mergeMembers({ path, base, theirs, mine }: Slot): Inside | undefined {
  if (!base?.members || !theirs?.members || !mine?.members) return undefined;
  const [before, left, right] = [base.members, theirs.members, mine.members];
  const isLeftMoved = isReordered(before, left);
  const isRightMoved = isReordered(before, right);
  const names = isRightMoved && !isLeftMoved ? joinNames(right, left) : joinNames(left, right);
  return {
    isArray: false,
    theirsCount: isLeftMoved ? 1 : 0,
    mineCount: isRightMoved && !isLeftMoved ? 1 : 0,
    slots: names.map((name) => ({
      nameText: mergeNameText(before.get(name), left.get(name), right.get(name)),
      path: [...path, name],
      base: before.get(name)?.node,
      theirs: left.get(name)?.node,
      mine: right.get(name)?.node,
    })),
  };
}

/** Whether the members that both have are in a different order. */
function isReordered(before: Members, after: Members): boolean {
  const kept = [...after.keys()].filter((name) => before.has(name));
  let at = 0;
  for (const name of before.keys()) {
    if (!after.has(name)) continue;
    if (kept[at] !== name) return true;
    at += 1;
  }
  return false;
}

/** The names of both, in the order of `main`; a name that only `other` has comes after the name it follows there. */
function joinNames(main: Members, other: Members): string[] {
  const first: string[] = [];
  const followers = new Map<string, string[]>();
  let group = first;
  for (const name of other.keys()) {
    if (main.has(name)) {
      group = [];
      followers.set(name, group);
    } else {
      group.push(name);
    }
  }
  const names = first;
  for (const name of main.keys()) {
    names.push(name);
    for (const follower of followers.get(name) ?? []) names.push(follower);
  }
  return names;
}

/** A name can be spelled in several ways. The side that changed the spelling wins; theirs when both did. */
function mergeNameText(base?: JsonMember, theirs?: JsonMember, mine?: JsonMember): string {
  if (!theirs || !mine) return theirs?.nameText ?? mine?.nameText ?? '';
  return theirs.nameText === base?.nameText ? mine.nameText : theirs.nameText;
}

type Items = readonly JsonNode[];

/** Matches items by index; undefined unless all three are arrays and it is clear which items correspond. */
export function mergeItems({ path, base, theirs, mine }: Slot): Inside | undefined {
  if (!base?.items || !theirs?.items || !mine?.items) return undefined;
  const left = findAddition(base.items, theirs.items);
  const right = findAddition(base.items, mine.items);
  // Both added at the same end: only a person can say which comes first.
  if (!left || !right || (left.end !== undefined && left.end === right.end)) return undefined;

  const added = (items: Items, side: 'theirs' | 'mine') =>
    items.map((node) => ({ base: undefined, theirs: undefined, mine: undefined, [side]: node }));
  const atEnd = (end: 'start' | 'end') => [
    ...added(left.end === end ? left.items : [], 'theirs'),
    ...added(right.end === end ? right.items : [], 'mine'),
  ];
  const places = base.items.map((node, index) => ({ base: node, theirs: left.kept[index], mine: right.kept[index] }));
  return {
    isArray: true,
    theirsCount: 0,
    mineCount: 0,
    slots: [...atEnd('start'), ...places, ...atEnd('end')].map((place, index) => ({
      ...place,
      nameText: '',
      path: [...path, index],
    })),
  };
}

/** Whether an item has moved to another index. */
function hasMoved(before: Items, after: Items): boolean {
  const isGone = (node: JsonNode, index: number) => node.text !== after[index]?.text;
  const gone = new Set(before.filter(isGone).map(({ text }) => text));
  return after.some(({ text }, index) => text !== before[index]?.text && gone.has(text));
}

interface Addition {
  /** One for each item of the base, in its order. */
  readonly kept: Items;
  readonly end?: 'start' | 'end';
  readonly items: Items;
}

/** How `after` extends `before`: not at all, or with new items at one end; undefined for any other change. */
function findAddition(before: Items, after: Items): Addition | undefined {
  const count = after.length - before.length;
  if (count === 0) return hasMoved(before, after) ? undefined : { kept: after, items: [] };
  if (count < 0) return undefined;
  const isAtEnd = before.every((node, index) => node.text === after[index]?.text);
  const isAtStart = before.every((node, index) => node.text === after[index + count]?.text);
  // With equal items both can look true.
  if (isAtEnd === isAtStart) return undefined;
  if (isAtEnd) return { kept: after.slice(0, before.length), end: 'end', items: after.slice(before.length) };
  return { kept: after.slice(count), end: 'start', items: after.slice(0, count) };
}
