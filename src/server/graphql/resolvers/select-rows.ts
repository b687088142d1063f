interface Comparison {
  readonly _eq?: string | null;
  readonly _in?: readonly string[] | null;
}

/** Arguments of a list; GraphQL has checked that they name only fields of the list. */
export interface ListArguments {
  readonly where?: Readonly<Record<string, Comparison | null | undefined>> | null;
  readonly order_by?: readonly Readonly<Record<string, 'asc' | 'desc' | null | undefined>>[] | null;
}

/** Reads each field that a list can be filtered and sorted by. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => string | null>>;

/**
 * Filters and sorts a short list in memory, by UTF-8 bytes as the store does, with null last. Equal rows keep their
 * order.
 */
export function selectRows<Row>(
  rows: readonly Row[],
  columns: Columns<Row>,
  { where, order_by }: ListArguments,
): readonly Row[] {
  const conditions = Object.entries(where ?? {});
  const criteria = (order_by ?? []).flatMap((item) => Object.entries(item)).filter(([, direction]) => direction);
  const read = (row: Row, name: string) => columns[name]?.(row) ?? null;
  return rows
    .filter((row) => conditions.every(([name, comparison]) => matches(read(row, name), comparison)))
    .sort((a, b) => {
      for (const [name, direction] of criteria) {
        const order = compare(read(a, name), read(b, name));
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      return 0;
    });
}

function matches(value: string | null, comparison: Comparison | null | undefined): boolean {
  if (comparison?._eq !== undefined && (comparison._eq === null || comparison._eq !== value)) return false;
  return comparison?._in === undefined || (value !== null && (comparison._in ?? []).includes(value));
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
