import type { RowField, RowFields } from '../../store/programs/row-text.ts';
import { JsonValue } from './json-value.ts';

/** A field of the rows that a type of the schema stands for. */
export interface TemplateField<Property> extends Pick<RowField<Property>, 'property' | 'form'> {
  /** In the schema. */
  readonly name: string;
  /** Its type in the schema: a marker has to pass for one of its values. */
  readonly type: 'Int' | 'Boolean' | 'JSON' | 'text';
}

type Marker = string | number | boolean;

/** A template has at most one field of type Boolean, since it has only one marker for them. */
function toMarker<Property>({ name, type }: TemplateField<Property>, at: number): Marker {
  if (type === 'Boolean') return true;
  // No text of the schema, such as __typename, has this character.
  return type === 'Int' ? at : `\u0000${name}`;
}

/**
 * A row with a marker in each field. GraphQL is given this one row instead of all rows of a list, and what it answers,
 * with all aliases, fragments and directives, is how each row has to be written.
 */
export class RowTemplate<Property> {
  /** By name in the schema. */
  readonly row: Readonly<Record<string, unknown>>;
  readonly #fields = new Map<Marker, TemplateField<Property>>();

  constructor(fields: readonly TemplateField<Property>[]) {
    const row: Record<string, unknown> = {};
    for (const [at, field] of fields.entries()) {
      const marker = toMarker(field, at);
      this.#fields.set(marker, field);
      row[field.name] = field.type === 'JSON' ? new JsonValue(`\u0000${field.name}`) : marker;
    }
    this.row = row;
  }

  /** What GraphQL has selected of the template. */
  toFields(selected: object): RowFields<Property> {
    return Object.entries(selected).map(([name, value]) => {
      const marker: unknown = value instanceof JsonValue ? value.text : value;
      const field = this.#fields.get(marker as Marker);
      return field ? { name, property: field.property, form: field.form } : { name, constant: JSON.stringify(marker) };
    });
  }
}
