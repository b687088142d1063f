import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import type { PairVersion } from '../../store/history.ts';
import { PAIR_FIELDS, PAIR_PROPERTIES, type PairProperty } from '../../store/pair-fields.ts';

/** The property of a pair that each field of `key_value` needs. */
const NEEDED_OF_PAIR: ReadonlyMap<string, PairProperty> = new Map(
  PAIR_PROPERTIES.flatMap((property) => PAIR_FIELDS[property].wire.map((name) => [name, property])),
);

/** The property of a version that each field of `key_value_version` needs. */
const NEEDED_OF_VERSION: ReadonlyMap<string, keyof PairVersion> = new Map(
  Object.entries({
    key_value_id: 'pairId',
    version: 'version',
    operation: 'operation',
    key: 'key',
    type: 'type',
    size: 'size',
    preview: 'preview',
    value: 'valueText',
    value_text: 'valueText',
    created: 'created',
    created_by: 'createdBy',
    via: 'via',
    note: 'note',
  } as const),
);

/**
 * The properties of pairs that a document selects. A list of keys reads only keys, and the pages that hold values are
 * read only for values.
 */
export function selectedPairProperties(info: GraphQLResolveInfo): PairProperty[] {
  const selected = selectedProperties(info, NEEDED_OF_PAIR);
  // Reads of values are recorded by the id of the pair.
  if (selected.has('valueText')) selected.add('id');
  return selected.size > 0 ? [...selected] : ['id'];
}

/** The same for versions. */
export function selectedVersionProperties(info: GraphQLResolveInfo): (keyof PairVersion)[] {
  const selected = selectedProperties(info, NEEDED_OF_VERSION);
  return selected.size > 0 ? [...selected] : ['version'];
}

function selectedProperties<Property>(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  properties: ReadonlyMap<string, Property>,
): Set<Property> {
  const selected = new Set<Property>();
  const collect = (selectionSet: SelectionSetNode | undefined): void => {
    for (const selection of selectionSet?.selections ?? []) {
      // Fragments cannot form a cycle here, because validation refuses those.
      if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments[selection.name.value]?.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const property = properties.get(selection.name.value);
        if (property) selected.add(property);
      }
    }
  };
  for (const node of fieldNodes) collect(node.selectionSet);
  return selected;
}
