import classes from './TypeBadge.module.css';

/** Drawn beside the word, so that types differ by shape as well. */
const GLYPHS: Readonly<Record<string, string>> = {
  object: '{}',
  array: '[]',
  string: '“”',
  number: '12',
  boolean: 't/f',
  null: '∅',
};

interface TypeBadgeProps {
  /** A JSON type: `object`, `array`, `string`, `number`, `boolean`, `null`. */
  type: string;
}

export function TypeBadge({ type }: TypeBadgeProps) {
  return (
    <span translate="no" className={classes.badge}>
      <span className={classes.glyph} aria-hidden>
        {GLYPHS[type]}
      </span>
      {type}
    </span>
  );
}
