import { type DocumentNode, GraphQLError } from 'graphql';
import { type DocumentSize, measureDocument } from './document-size.ts';

/** Bytes of a document; large values go in variables. */
const MAX_DOCUMENT_BYTES = 32_768;
export const MAX_TOKENS = 1_000;
/** Brackets open at the same time in the text of a document: parsing recurses, so this is checked before. */
const MAX_BRACKETS = 64;
const MAX_DEPTH = 10;
/** The introspection query of common tools goes about this deep; it reads the schema only. */
const MAX_INTROSPECTION_DEPTH = 24;
const MAX_ALIASES = 20;
const MAX_FIELDS_PER_SELECTION = 50;
/** Fields and fragments together, since a fragment costs also when it holds no field. */
const MAX_SELECTIONS = 500;
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
    if (open > MAX_BRACKETS) return `A document has at most ${MAX_BRACKETS} brackets open at the same time.`;
  }
  return undefined;
}

const LIMITS: readonly { readonly isPassedBy: (size: DocumentSize) => boolean; readonly message: string }[] = [
  {
    isPassedBy: ({ depth, deepest }) => depth > MAX_DEPTH || deepest > MAX_INTROSPECTION_DEPTH,
    message: `A document goes at most ${MAX_DEPTH} levels deep.`,
  },
  {
    isPassedBy: ({ directives }) => directives > MAX_DIRECTIVES,
    message: `A document has at most ${MAX_DIRECTIVES} directives.`,
  },
  { isPassedBy: ({ aliases }) => aliases > MAX_ALIASES, message: `A document has at most ${MAX_ALIASES} aliases.` },
  {
    isPassedBy: ({ fieldsPerSelection, selections }) =>
      fieldsPerSelection > MAX_FIELDS_PER_SELECTION || selections > MAX_SELECTIONS,
    message: `A selection has at most ${MAX_FIELDS_PER_SELECTION} fields, a document ${MAX_SELECTIONS} fields and fragments.`,
  },
];

/**
 * Why a parsed document asks for too much; undefined when it does not. For use before validation, which follows
 * fragments itself. A fragment counts as often as it is spread but is measured once, so no document makes this check
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
