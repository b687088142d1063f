import { Kind, parse } from 'graphql';

/**
 * The operation to run; undefined when the document does not have it. After a change of tabs GraphiQL briefly still
 * names an operation of the previous tab.
 */
export function toOperationName(query: string, name: string | null | undefined): string | undefined {
  if (name === null || name === undefined) return undefined;
  try {
    const isThere = parse(query).definitions.some(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
    );
    return isThere ? name : undefined;
  } catch {
    // The server explains what is wrong with the document.
    return name;
  }
}
