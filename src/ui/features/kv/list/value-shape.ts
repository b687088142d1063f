/** A part of a value in a row, with how it is coloured; `rest` stands for what is not shown. */
export interface ShapePart {
  readonly text: string;
  readonly kind: 'text' | 'string' | 'number' | 'literal' | 'name' | 'mark' | 'rest';
}

/** Characters of members or items that are shown; at least one is. */
const MAX_SHOWN = 44;
const TOKENS = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/gsu;
/** How escapes look without their backslash; others keep it. */
const SHOWN_ESCAPES: Readonly<Record<string, string>> = { n: '↵', r: '␍', t: '⇥', '"': '"', '\\': '\\', '/': '/' };

/**
 * A value as a person recognises it in a row: a string without quotes, an object by the names of its members, an array
 * by its items. `preview` is the start of the value's compact JSON; a longer value ends with an ellipsis.
 */
export function shapeOf(preview: string, type: string): readonly ShapePart[] {
  switch (type) {
    case 'object':
      return shapeContainer(preview, '{', '}');
    case 'array':
      return shapeContainer(preview, '[', ']');
    case 'string':
      return preview === '""' ? [{ text: '""', kind: 'rest' }] : [{ text: unquote(preview), kind: 'text' }];
    default:
      return [{ text: preview, kind: kindOf(preview) }];
  }
}

function kindOf(token: string): ShapePart['kind'] {
  if (token.startsWith('"')) return 'string';
  return /^-?\d/.test(token) ? 'number' : 'literal';
}

/** What is between the quotes; of a string that is cut, what there is of it. */
function unquote(token: string): string {
  const inner = token.slice(1, /^"(?:[^"\\]|\\.)*"$/su.test(token) ? -1 : undefined);
  return inner.replace(/\\(.)/gsu, (escaped, character) => SHOWN_ESCAPES[character] ?? escaped);
}

/** The names of the members of an object, or the items of an array, and whether that is all of them. */
function readMembers(preview: string, isObject: boolean): { readonly members: ShapePart[]; readonly isWhole: boolean } {
  const members: ShapePart[] = [];
  const tokens = preview.match(TOKENS) ?? [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    const isCut = at === tokens.length - 1 && token.endsWith('…');
    if (token === '{' || token === '[') {
      depth += 1;
      if (!isObject && depth === 2) members.push({ text: token === '{' ? '{…}' : '[…]', kind: 'rest' });
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth === 0) return { members, isWhole: true };
    } else if (depth === 1 && !isCut && token !== ',' && token !== ':') {
      const isName = tokens[at + 1] === ':';
      if (isObject && isName) members.push({ text: unquote(token), kind: 'name' });
      if (!isObject) members.push({ text: kindOf(token) === 'string' ? unquote(token) : token, kind: kindOf(token) });
    }
  }
  return { members, isWhole: false };
}

function shapeContainer(preview: string, open: string, close: string): readonly ShapePart[] {
  const { members, isWhole } = readMembers(preview, open === '{');
  const parts: ShapePart[] = [{ text: open, kind: 'mark' }];
  let length = 0;
  let shown = 0;
  for (const member of members) {
    length += member.text.length + 2;
    if (shown > 0 && length > MAX_SHOWN) break;
    if (shown > 0) parts.push({ text: ', ', kind: 'mark' });
    parts.push(member);
    shown += 1;
  }
  const hidden = members.length - shown;
  if (!isWhole || hidden > 0) {
    if (shown > 0) parts.push({ text: ', ', kind: 'mark' });
    parts.push({ text: isWhole ? `+${hidden}` : '…', kind: 'rest' });
  }
  return [...parts, { text: close, kind: 'mark' }];
}
