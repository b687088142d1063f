import type { PairVersion } from '../../store/history.ts';
import { PAIR_FIELDS, PAIR_PROPERTIES, type PairProperty } from '../../store/pair-fields.ts';
import { RowTemplate, type TemplateField } from './row-template.ts';

/** `key_value` of the schema. */
export const PAIR_TEMPLATE = new RowTemplate<PairProperty>(
  PAIR_PROPERTIES.flatMap((property) =>
    PAIR_FIELDS[property].wire.map(
      (name): TemplateField<PairProperty> => ({ name, property, ...shapeOf(property, name) }),
    ),
  ),
);

function shapeOf(property: PairProperty, name: string): Pick<TemplateField<PairProperty>, 'type' | 'form'> {
  switch (PAIR_FIELDS[property].type) {
    case 'Int':
      return { type: 'Int', form: 'as it is' };
    case 'JSON':
      // The value itself, and its text as a string.
      return name === 'value' ? { type: 'JSON', form: 'as it is' } : { type: 'text', form: 'text' };
    case 'uuid':
    case 'timestamptz':
      return { type: 'text', form: 'quoted' };
    case 'String':
      return { type: 'text', form: 'text' };
  }
}

const text = (name: string, property: keyof PairVersion): TemplateField<keyof PairVersion> => ({
  name,
  property,
  type: 'text',
  form: 'text',
});

const number = (name: 'version' | 'size'): TemplateField<keyof PairVersion> => ({
  name,
  property: name,
  type: 'Int',
  form: 'as it is',
});

/** `key_value_version` of the schema. */
export const VERSION_TEMPLATE = new RowTemplate<keyof PairVersion>([
  text('key_value_id', 'pairId'),
  number('version'),
  text('operation', 'operation'),
  text('key', 'key'),
  text('type', 'type'),
  number('size'),
  text('preview', 'preview'),
  { name: 'value', property: 'valueText', type: 'JSON', form: 'as it is' },
  text('value_text', 'valueText'),
  text('created', 'created'),
  text('created_by', 'createdBy'),
  text('via', 'via'),
  text('note', 'note'),
]);
