import type { GraphQLResolveInfo } from 'graphql';
import type { RowFields } from '../../store/programs/row-text.ts';
import type { RowTemplate } from './row-template.ts';

/** The rows of a field of a query, still to be read. */
export interface RowList {
  /** How often GraphQL made the template; `one`: the field is an object or null. */
  readonly kind: 'list' | 'one';
  readonly locations: readonly { readonly line: number; readonly column: number }[] | undefined;
  /** Reads the rows as JSON objects with commas between them. `selected` is the template, as GraphQL answered it. */
  read(selected: object): AsyncIterable<string | Uint8Array>;
}

/**
 * The fields of one request whose rows are written into the answer as they are read, instead of being objects in memory
 * first: by the name of the field in the answer.
 */
export class RowLists {
  readonly #lists = new Map<string, RowList>();

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  get(name: string): RowList | undefined {
    return this.#lists.get(name);
  }

  /** Resolves a field of the query to a list: GraphQL works out what is selected on the template, once. */
  list<Property>(
    info: GraphQLResolveInfo,
    template: RowTemplate<Property>,
    read: (fields: RowFields<Property>) => AsyncIterable<string | Uint8Array>,
  ): readonly object[] {
    return [this.#add('list', info, template, read)];
  }

  /** Resolves a field of the query to an object or null. */
  one<Property>(
    info: GraphQLResolveInfo,
    template: RowTemplate<Property>,
    read: (fields: RowFields<Property>) => AsyncIterable<string | Uint8Array>,
  ): object {
    return this.#add('one', info, template, read);
  }

  #add<Property>(
    kind: RowList['kind'],
    { fieldNodes }: GraphQLResolveInfo,
    template: RowTemplate<Property>,
    read: (fields: RowFields<Property>) => AsyncIterable<string | Uint8Array>,
  ): object {
    const [node] = fieldNodes;
    if (!node) throw new Error('A field was resolved that is nowhere in the document.');
    const start = node.loc?.startToken;
    this.#lists.set((node.alias ?? node.name).value, {
      kind,
      locations: start && [{ line: start.line, column: start.column }],
      read: (selected) => read(template.toFields(selected)),
    });
    return template.row;
  }
}
