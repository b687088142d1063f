import { type DocumentNode, GraphQLError } from 'graphql';
import { type DocumentSize, measureDocument } from './document-size.ts';

/** Bytes of a document; large values belong in variables. */
const MAX_DOCUMENT_BYTES = 32_768;
export const MAX_TOKENS = 1_000;
/** Brackets open at the same time. Checked before parsing, because the parser recurses. */
const MAX_BRACKETS = 64;
const MAX_DEPTH = 10;
/** The introspection query of common tools goes about this deep; it reads only the schema. */
const MAX_INTROSPECTION_DEPTH = 24;
const MAX_ALIASES = 20;
const MAX_FIELDS_PER_SELECTION = 50;
/** Fields and fragments together, because even an empty fragment costs time. */
const MAX_SELECTIONS = 500;
const MAX_DIRECTIVES = 10;

/** The reason why the text of a document is too large to parse; undefined if it is not. */
export function findDocumentTextProblem(document: string): string | undefined {
  if (Buffer.byteLength(document) > MAX_DOCUMENT_BYTES) {
    return `A document can have at most ${MAX_DOCUMENT_BYTES} bytes. Send values in variables.`;
  }
  let open = 0;
  for (const character of document) {
    if ('([{'.includes(character)) open += 1;
    else if (')]}'.includes(character)) open -= 1;
    // Brackets in strings count too, because telling them apart would mean parsing.
    if (open > MAX_BRACKETS) return `A document can have at most ${MAX_BRACKETS} open brackets.`;
  }
  return undefined;
}

const LIMITS: readonly { readonly isPassedBy: (size: DocumentSize) => boolean; readonly message: string }[] = [
  {
    isPassedBy: ({ depth, deepest }) => depth > MAX_DEPTH || deepest > MAX_INTROSPECTION_DEPTH,
    message: `A document can have at most ${MAX_DEPTH} levels.`,
  },
  {
    isPassedBy: ({ directives }) => directives > MAX_DIRECTIVES,
    message: `A document can have at most ${MAX_DIRECTIVES} directives.`,
  },
  {
    isPassedBy: ({ aliases }) => aliases > MAX_ALIASES,
    message: `A document can have at most ${MAX_ALIASES} aliases.`,
  },
  {
    isPassedBy: ({ fieldsPerSelection, selections }) =>
      fieldsPerSelection > MAX_FIELDS_PER_SELECTION || selections > MAX_SELECTIONS,
    message: `A selection can have at most ${MAX_FIELDS_PER_SELECTION} fields, a document ${MAX_SELECTIONS} fields and fragments.`,
  },
];

/**
 * The reason why a parsed document asks for too much; undefined if it does not. Call it before validation, which also
 * expands fragments. A fragment counts as often as it is spread but is measured once, so no document makes this check
 * expensive.
 */
export function findDocumentExcess(document: DocumentNode): GraphQLError | undefined {
  try {
    const total = measureDocument(document);
    const passed = LIMITS.find(({ isPassedBy }) => isPassedBy(total));
    return passed && new GraphQLError(passed.message);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
