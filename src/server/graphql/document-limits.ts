import { type ASTNode, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Bytes of a document; large values go in variables. */
const MAX_DOCUMENT_BYTES = 32_768;
export const MAX_TOKENS = 1_000;
/** Brackets open at once in the text of a document: parsing recurses, so this is checked before. */
const MAX_BRACKETS = 64;
const MAX_DEPTH = 10;
/** The introspection query of common tools goes about this deep; it reads the schema only. */
const MAX_INTROSPECTION_DEPTH = 24;
const MAX_ALIASES = 20;
const MAX_FIELDS_PER_SELECTION = 50;
const MAX_FIELDS = 500;
const MAX_DIRECTIVES = 10;

/** What makes the text of a document too large to parse; undefined when nothing does. */
export function findDocumentTextProblem(document: string): string | undefined {
  if (Buffer.byteLength(document) > MAX_DOCUMENT_BYTES) {
    return `A document takes at most ${MAX_DOCUMENT_BYTES} bytes; send values in variables.`;
  }
  let open = 0;
  for (const character of document) {
    if ('([{'.includes(character)) open += 1;
    else if (')]}'.includes(character)) open -= 1;
    // Brackets in strings count too: keeping them apart would mean parsing.
    if (open > MAX_BRACKETS) return `A document has at most ${MAX_BRACKETS} brackets open at once.`;
  }
  return undefined;
}

/**
 * A validation rule: refuses documents that ask for too much at once. Fragments are counted where they are used, and
 * counting stops at the first limit passed, so a document cannot make the check itself expensive.
 */
export function documentLimits(context: ValidationContext) {
  return {
    Document() {
      const problem = findExcess(context);
      if (problem !== undefined) context.reportError(new GraphQLError(problem));
      // Nothing below needs a visit: everything was counted here.
      return false;
    },
  };
}

function findExcess(context: ValidationContext): string | undefined {
  let aliases = 0;
  let fields = 0;
  let directives = 0;

  /** Counts one selection, fragments included; returns the first limit passed. */
  function count(
    selectionSet: SelectionSetNode,
    depth: number,
    maxDepth: number,
    path: Set<string>,
  ): string | undefined {
    if (depth > maxDepth) return `A document goes at most ${MAX_DEPTH} levels deep.`;
    let fieldsHere = 0;
    for (const selection of selectionSet.selections) {
      directives += selection.directives?.length ?? 0;
      if (directives > MAX_DIRECTIVES) return `A document has at most ${MAX_DIRECTIVES} directives.`;
      let excess: string | undefined;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        fields += 1;
        fieldsHere += 1;
        // A repeated __typename costs like an alias.
        if (selection.alias || name === '__typename') aliases += 1;
        if (aliases > MAX_ALIASES) return `A document has at most ${MAX_ALIASES} aliases.`;
        if (fieldsHere > MAX_FIELDS_PER_SELECTION || fields > MAX_FIELDS) {
          return `A selection has at most ${MAX_FIELDS_PER_SELECTION} fields, a document ${MAX_FIELDS}.`;
        }
        const deepest = name === '__schema' || name === '__type' ? MAX_INTROSPECTION_DEPTH : maxDepth;
        if (selection.selectionSet) excess = count(selection.selectionSet, depth + 1, deepest, path);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        excess = count(selection.selectionSet, depth + 1, maxDepth, path);
      } else {
        const name = selection.name.value;
        const fragment = context.getFragment(name);
        // A cycle is reported by a rule of GraphQL itself.
        if (!fragment || path.has(name)) continue;
        path.add(name);
        excess = count(fragment.selectionSet, depth + 1, maxDepth, path);
        path.delete(name);
      }
      if (excess !== undefined) return excess;
    }
    return undefined;
  }

  const definitions: readonly ASTNode[] = context.getDocument().definitions;
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    directives += definition.directives?.length ?? 0;
    const excess = count(definition.selectionSet, 1, MAX_DEPTH, new Set());
    if (excess !== undefined) return excess;
  }
  return undefined;
}
