import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import type { PairVersion } from '../store/history.ts';
import type { PairProperty } from '../store/store.ts';

/** What of a pair each field of `key_value` needs. */
const PAIR_PROPERTIES: Readonly<Record<string, PairProperty>> = {
  id: 'id',
  key: 'key',
  value: 'valueText',
  value_text: 'valueText',
  created: 'created',
  updated: 'updated',
  version: 'version',
  size: 'size',
  type: 'type',
  preview: 'preview',
  updated_by: 'updatedBy',
  last_read: 'lastRead',
  last_read_by: 'lastReadBy',
};

/** What of a version each field of `key_value_version` needs. */
const VERSION_PROPERTIES: Readonly<Record<string, keyof PairVersion>> = {
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
};

/**
 * The properties of pairs that a document asks for: a list of keys reads keys alone, and no list touches the pages
 * that values are on unless it asks for them.
 */
export function selectedPairProperties(info: GraphQLResolveInfo): PairProperty[] {
  const selected = selectedProperties(info, PAIR_PROPERTIES);
  // Who reads a value is noted by the id of the pair.
  if (selected.has('valueText')) selected.add('id');
  return selected.size > 0 ? [...selected] : ['id'];
}

/** The same for versions. */
export function selectedVersionProperties(info: GraphQLResolveInfo): (keyof PairVersion)[] {
  const selected = selectedProperties(info, VERSION_PROPERTIES);
  return selected.size > 0 ? [...selected] : ['version'];
}

function selectedProperties<Property>(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  properties: Readonly<Record<string, Property>>,
): Set<Property> {
  const selected = new Set<Property>();
  const collect = (selectionSet: SelectionSetNode | undefined): void => {
    for (const selection of selectionSet?.selections ?? []) {
      // Fragments cannot go round in circles here: validation has refused those.
      if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments[selection.name.value]?.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const property = properties[selection.name.value];
        if (property) selected.add(property);
      }
    }
  };
  for (const node of fieldNodes) collect(node.selectionSet);
  return selected;
}
