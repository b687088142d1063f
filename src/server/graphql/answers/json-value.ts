/** Stands for exact text during `JSON.stringify`. It starts with NUL, which no other string in an answer contains. */
const PLACEHOLDER = '\u0000json:';
const PLACEHOLDERS = /"\\u0000json:(\d+)"/g;

/** The texts of the answer being written. Module state, because JSON.stringify cannot pass it to `toJSON`. */
let texts: string[] | undefined;

/**
 * Carries a JSON document through GraphQL as text. JavaScript values would change digits and member order, and lose
 * repeated members.
 */
export class JsonValue {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    if (!texts) throw new Error('Only stringifyExact can write a JsonValue: JSON.stringify would quote it.');
    return `${PLACEHOLDER}${texts.push(this.text) - 1}`;
  }
}

/** Like `JSON.stringify`, but writes the exact text of every JsonValue. */
export function stringifyExact(value: unknown): string {
  const collected: string[] = [];
  texts = collected;
  try {
    const json = JSON.stringify(value);
    return collected.length === 0 ? json : json.replace(PLACEHOLDERS, (_, index) => collected[Number(index)] ?? '');
  } finally {
    texts = undefined;
  }
}
