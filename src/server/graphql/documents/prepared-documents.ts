import { BREAK, type DocumentNode, type GraphQLSchema, Kind, parse, validate, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { KvError } from '#contract/errors.ts';
import { toDocumentErrors, toWireError, type WireError } from '../errors.ts';
import { CompilingTime, compileWhenHot, type Executor } from './compile-when-hot.ts';
import { findDocumentExcess, findDocumentTextProblem, MAX_TOKENS } from './document-limits.ts';

export interface PreparedDocument {
  readonly document: DocumentNode;
  readonly executor: Executor;
}

/** Documents cached of each kind; at most 32 KiB of text each. */
const MAX_DOCUMENTS = 500;

/**
 * Parses and validates documents, each once while it stays in use; returns errors for a document that is not valid.
 *
 * The original client writes each key into its documents, so their number is unlimited. They have their own cache, so
 * that they never evict documents with variables, of which there are only as many as programs have queries.
 */
export function createDocumentCache(schema: GraphQLSchema) {
  const withText = new LRUCache<string, PreparedDocument>({ max: MAX_DOCUMENTS });
  const others = new LRUCache<string, PreparedDocument>({ max: MAX_DOCUMENTS });
  const time = new CompilingTime();

  return (query: string): PreparedDocument | readonly WireError[] => {
    const cached = others.get(query) ?? withText.get(query);
    if (cached) return cached;
    const document = readDocument(schema, query);
    if (!('kind' in document)) return document;
    const prepared = { document, executor: compileWhenHot(schema, document, time) };
    (hasText(document) ? withText : others).set(query, prepared);
    return prepared;
  };
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | readonly WireError[] {
  const textProblem = findDocumentTextProblem(query);
  if (textProblem !== undefined) return [toWireError(new KvError('GRAPHQL_VALIDATION_FAILED', textProblem))];
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return toDocumentErrors([error], 'GRAPHQL_PARSE_FAILED');
  }
  const excess = findDocumentExcess(document);
  const problems = excess ? [excess] : validate(schema, document);
  return problems.length > 0 ? toDocumentErrors(problems, 'GRAPHQL_VALIDATION_FAILED') : document;
}

function hasText(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    [Kind.STRING]: () => {
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}
