import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import type { PairProperty } from '../store/store.ts';

/** What of a pair each field of `key_value` needs. */
const PROPERTIES: Readonly<Record<string, PairProperty>> = {
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

/**
 * The properties of pairs that a document asks for: a list of keys reads keys alone, and no list touches the pages
 * that values are on unless it asks for them.
 */
export function selectedProperties({ fieldNodes, fragments }: GraphQLResolveInfo): PairProperty[] {
  const selected = new Set<PairProperty>();
  const collect = (selectionSet: SelectionSetNode | undefined): void => {
    for (const selection of selectionSet?.selections ?? []) {
      // Fragments cannot go round in circles here: validation has refused those.
      if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments[selection.name.value]?.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const property = PROPERTIES[selection.name.value];
        if (property) selected.add(property);
      }
    }
  };
  for (const node of fieldNodes) collect(node.selectionSet);
  // Who reads a value is noted by the id of the pair.
  if (selected.has('valueText')) selected.add('id');
  return selected.size > 0 ? [...selected] : ['id'];
}
