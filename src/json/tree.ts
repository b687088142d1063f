import { scanJson } from './scanner.ts';

/** The path to a part of a value: decoded member names, and array indexes from 0. Empty for the whole value. */
export type JsonPath = readonly (string | number)[];

/** A value inside JSON text, with its exact text. */
export interface JsonNode {
  readonly text: string;
  /** Set for an array. */
  readonly items?: readonly JsonNode[];
  /** Set for an object, in order, by name; undefined when a name is repeated, because paths would be ambiguous. */
  readonly members?: ReadonlyMap<string, JsonMember>;
}

export interface JsonMember {
  readonly node: JsonNode;
  /** The name as written, with its quotes. */
  readonly nameText: string;
}

/** An array or object whose end has not been read yet. */
interface OpenNode {
  readonly start: number;
  readonly items: JsonNode[] | undefined;
  readonly members: Map<string, JsonMember>;
  isRepeating: boolean;
  nameText: string;
}

/** The parts of compact, valid JSON text. Nothing becomes a JavaScript value: every text is a slice of `compact`. */
export function toJsonTree(compact: string): JsonNode {
  const open: OpenNode[] = [];
  let root: JsonNode | undefined;

  function add(node: JsonNode) {
    const parent = open.at(-1);
    if (parent === undefined) {
      root = node;
    } else if (parent.items) {
      parent.items.push(node);
    } else {
      const name = decodeName(parent.nameText);
      if (parent.members.has(name)) parent.isRepeating = true;
      parent.members.set(name, { node, nameText: parent.nameText });
    }
  }

  scanJson(
    compact,
    0,
    (token, start, end) => {
      const parent = open.at(-1);
      if (token === '{' || token === '[') {
        open.push({
          start,
          items: token === '[' ? [] : undefined,
          members: new Map(),
          isRepeating: false,
          nameText: '',
        });
      } else if (token === '}' || token === ']') {
        open.pop();
        if (parent) add(close(parent, compact.slice(parent.start, end)));
      } else if (token === 'name') {
        if (parent) parent.nameText = compact.slice(start, end);
      } else if (token !== ':' && token !== ',') {
        add({ text: compact.slice(start, end) });
      }
    },
    Number.POSITIVE_INFINITY,
  );
  if (root === undefined) throw new Error('JSON text always holds a value.');
  return root;
}

function close({ items, members, isRepeating }: OpenNode, text: string): JsonNode {
  if (items) return { text, items };
  return isRepeating ? { text } : { text, members };
}

/** Names are compared decoded: `"a"` and `"\u0061"` are the same name. */
function decodeName(nameText: string): string {
  return nameText.includes('\\') ? (JSON.parse(nameText) as string) : nameText.slice(1, -1);
}
