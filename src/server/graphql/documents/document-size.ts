import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of a part of a document, with the fragments spread into it. */
export interface DocumentSize {
  /** Fields, inline fragments and spreads. A sum, like the next two, which may grow to Infinity. */
  readonly selections: number;
  readonly aliases: number;
  readonly directives: number;
  /** The most fields between one pair of braces. */
  readonly fieldsPerSelection: number;
  /** Levels outside of introspection. */
  readonly depth: number;
  /** Levels, introspection included. */
  readonly deepest: number;
}

const NOTHING: DocumentSize = {
  selections: 0,
  aliases: 0,
  directives: 0,
  fieldsPerSelection: 0,
  depth: 0,
  deepest: 0,
};

/**
 * Measures a parsed document that has not been validated. It visits each fragment once, however often it is spread.
 *
 * @throws {GraphQLError} for a fragment that spreads itself
 */
export function measureDocument({ definitions }: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, DocumentSize | 'under way'>();

  function measureFragment(spread: FragmentSpreadNode | FragmentDefinitionNode): DocumentSize {
    const name = spread.name.value;
    const known = measured.get(name);
    if (known === 'under way') throw new GraphQLError('A fragment cannot spread itself.', { nodes: spread });
    if (known) return known;
    const fragment = fragments.get(name);
    // Validation reports missing fragments.
    if (!fragment) return NOTHING;
    measured.set(name, 'under way');
    const size = measureSelections(fragment.selectionSet);
    measured.set(name, size);
    return size;
  }

  function measureSelections({ selections }: SelectionSetNode): DocumentSize {
    const fields = selections.filter(({ kind }) => kind === Kind.FIELD).length;
    const inside = selections.map(measureSelection).reduce(add, NOTHING);
    return {
      ...inside,
      fieldsPerSelection: Math.max(fields, inside.fieldsPerSelection),
      depth: inside.depth + 1,
      deepest: inside.deepest + 1,
    };
  }

  function measureSelection(selection: SelectionNode): DocumentSize {
    const inside = measureInside(selection);
    const own = {
      ...inside,
      selections: inside.selections + 1,
      directives: inside.directives + countDirectives(selection),
    };
    if (selection.kind !== Kind.FIELD) return own;
    const name = selection.name.value;
    // A repeated __typename costs like an alias.
    const aliases = inside.aliases + (selection.alias || name === '__typename' ? 1 : 0);
    return name === '__schema' || name === '__type' ? { ...own, aliases, depth: 0 } : { ...own, aliases };
  }

  function measureInside(selection: SelectionNode): DocumentSize {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection);
    return selection.selectionSet ? measureSelections(selection.selectionSet) : NOTHING;
  }

  let total = NOTHING;
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      total = add(total, measureSelections(definition.selectionSet));
      total = {
        ...total,
        directives: total.directives + countDirectives(definition, ...(definition.variableDefinitions ?? [])),
      };
    }
  }
  for (const fragment of fragments.values()) {
    total = { ...total, directives: total.directives + countDirectives(fragment) };
    // Validation visits unused fragments too.
    if (!measured.has(fragment.name.value)) total = add(total, measureFragment(fragment));
  }
  return total;
}

const countDirectives = (...nodes: readonly { readonly directives?: readonly unknown[] }[]): number =>
  nodes.reduce((count, { directives }) => count + (directives?.length ?? 0), 0);

const add = (one: DocumentSize, other: DocumentSize): DocumentSize => ({
  selections: one.selections + other.selections,
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
  fieldsPerSelection: Math.max(one.fieldsPerSelection, other.fieldsPerSelection),
  depth: Math.max(one.depth, other.depth),
  deepest: Math.max(one.deepest, other.deepest),
});
