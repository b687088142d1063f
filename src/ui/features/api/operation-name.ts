import { Kind, parse } from 'graphql';

/**
 * The operation to run. GraphiQL learns a moment too late that another tab holds other operations, and would ask for
 * one of the tab before.
 */
export function toOperationName(query: string, name: string | null | undefined): string | undefined {
  if (name === null || name === undefined) return undefined;
  try {
    const isThere = parse(query).definitions.some(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
    );
    return isThere ? name : undefined;
  } catch {
    // The server says what is wrong with the document.
    return name;
  }
}
