/** What `JSON.stringify` is given in place of exact text; NUL cannot be in any other string of an answer. */
const PLACEHOLDER = '\u0000json:';
const PLACEHOLDERS = /"\\u0000json:(\d+)"/g;

/** The texts of the answer that is being written; JSON.stringify has no way to pass it along. */
let texts: string[] | undefined;

/**
 * A JSON document on its way through GraphQL, as the text it is. Never turned into JavaScript values: those have
 * other digits, another member order and no repeated members.
 */
export class JsonValue {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    if (!texts) throw new Error('A JsonValue is written by stringifyExact only: JSON.stringify would quote it.');
    return `${PLACEHOLDER}${texts.push(this.text) - 1}`;
  }
}

/** `JSON.stringify` that writes the text of every JsonValue as it is. */
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
