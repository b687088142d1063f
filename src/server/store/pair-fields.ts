import type { JsonType } from '#json/text.ts';

/*
 * The fields of a pair: filters, order, selections, rows and resolvers follow this table, so a field is added here and
 * in the schemas of the API and of the database. `pair-fields.test.ts` compares the table with `schema.graphql`.
 */

interface PairField {
  /** Names in the API. */
  readonly wire: readonly string[];
  /** Type in the API, under the name that comparisons use. */
  readonly type: 'uuid' | 'String' | 'timestamptz' | 'Int' | 'JSON';
  /** Column of the table `pair`; null: kept elsewhere, see `pair-columns.ts`. */
  readonly column: string | null;
  readonly isNullable: boolean;
  /** Pairs can be filtered and sorted by it. */
  readonly isComparable: boolean;
  /** In every list that does not say what it wants. */
  readonly isListed: boolean;
  /** Written by the creation of a pair alone: kept through changes, deletion and restoring. */
  readonly isOrigin: boolean;
}

const plain = { isNullable: false, isComparable: true, isListed: true, isOrigin: false } as const;
/** Use of a pair: reading its value with an API key. Viewing it in the admin UI does not count. */
const use = { column: null, isNullable: true, isComparable: false, isListed: false, isOrigin: false } as const;

/** By property, in the order of the columns in the table. */
export const PAIR_FIELDS = {
  id: { ...plain, wire: ['id'], type: 'uuid', column: 'id' },
  key: { ...plain, wire: ['key'], type: 'String', column: 'key' },
  type: { ...plain, wire: ['type'], type: 'String', column: 'type' },
  /** Bytes of UTF-8 of the compact text. */
  size: { ...plain, wire: ['size'], type: 'Int', column: 'size' },
  /**
   * Starts at 1 and grows with every change, by 1 as long as the pair keeps its key. Under a key versions only ever
   * grow, whichever pairs have had it: a version that was seen there never stands for another text.
   */
  version: { ...plain, wire: ['version'], type: 'Int', column: 'version' },
  preview: { ...plain, wire: ['preview'], type: 'String', column: 'preview', isComparable: false },
  /** UTC, ISO 8601 with milliseconds. */
  created: { ...plain, wire: ['created'], type: 'timestamptz', column: 'created', isOrigin: true },
  /** Name of the actor; null when it is not known: the pair is older than this field, and so is what is kept of it. */
  createdBy: { ...plain, wire: ['created_by'], type: 'String', column: 'created_by', isNullable: true, isOrigin: true },
  /** UTC, ISO 8601 with milliseconds. */
  updated: { ...plain, wire: ['updated'], type: 'timestamptz', column: 'updated' },
  /** Name of the actor. */
  updatedBy: { ...plain, wire: ['updated_by'], type: 'String', column: 'updated_by' },
  /** Compact JSON text, exact. The last column: rows are read up to the last column asked for, so lists skip it. */
  valueText: {
    ...plain,
    wire: ['value_text', 'value'],
    type: 'JSON',
    column: 'value',
    isComparable: false,
    isListed: false,
  },
  /** UTC, ISO 8601, to the minute; null when the pair was not read since `Store.readsSince`. */
  lastRead: { ...use, wire: ['last_read'], type: 'timestamptz', isComparable: true },
  /** Name of the API key. */
  lastReadBy: { ...use, wire: ['last_read_by'], type: 'String' },
} as const satisfies Readonly<Record<string, PairField>>;

type Fields = typeof PAIR_FIELDS;
type FieldsWith<Trait> = {
  [Property in keyof Fields]: Fields[Property] extends Trait ? Property : never;
}[keyof Fields];

type ValueOf<Property extends keyof Fields> =
  | (Property extends 'type' ? JsonType : Fields[Property]['type'] extends 'Int' ? number : string)
  | (Fields[Property]['isNullable'] extends true ? null : never);

export type PairProperty = keyof Fields;
export type ListedProperty = FieldsWith<{ isListed: true }>;
/** Fields that pairs can be filtered and sorted by. */
export type PairColumn = FieldsWith<{ isComparable: true }>;
/** Those of them that may be null. */
export type NullableColumn = FieldsWith<{ isComparable: true; isNullable: true }>;

/** Values of all fields. */
export type PairValues = { readonly [Property in keyof Fields]: ValueOf<Property> };
/** The fields in the table `pair`. */
export type StoredPair = Pick<PairValues, FieldsWith<{ column: string }>>;
/** The fields that only the creation of a pair writes. */
export type PairOrigin = Pick<PairValues, FieldsWith<{ isOrigin: true }>>;

/** Columns of the database for these properties. */
export type ColumnsOf<Property extends FieldsWith<{ column: string }>> = {
  [Name in Property as Fields[Name]['column']]: ValueOf<Name>;
};

/** Every property that has the trait, in the order of the table. */
function propertiesWith<Property extends PairProperty>(has: (field: PairField) => boolean): readonly Property[] {
  return PAIR_PROPERTIES.filter((property): property is Property => has(PAIR_FIELDS[property]));
}

export const PAIR_PROPERTIES = Object.keys(PAIR_FIELDS) as readonly PairProperty[];
export const LISTED_PROPERTIES = propertiesWith<ListedProperty>(({ isListed }) => isListed);
export const COMPARABLE_PROPERTIES = propertiesWith<PairColumn>(({ isComparable }) => isComparable);
export const STORED_PROPERTIES = propertiesWith<keyof StoredPair>(({ column }) => column !== null);
export const ORIGIN_PROPERTIES = propertiesWith<keyof PairOrigin>(({ isOrigin }) => isOrigin);

export const isNullable = (column: PairColumn): column is NullableColumn => PAIR_FIELDS[column].isNullable;

/** The origin of a pair that is created now. */
export function originOf(actorName: string, at: string): PairOrigin {
  return { created: at, createdBy: actorName };
}
