import { LRUCache } from 'lru-cache';
import { formatJson } from '#json/format.ts';

/** Answers to remember, because GraphiQL shows an answer again when its tab is opened again. */
const MAX_ANSWERS = 16;

const print = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

/**
 * GraphiQL parses JSON into JavaScript values and prints those, which changes digits and drops repeated members. This
 * finds the original text by what GraphiQL prints.
 */
export class ExactText {
  readonly #answers = new LRUCache<string, string>({ max: MAX_ANSWERS });

  /** Keeps the text of an answer under what GraphiQL prints for it. */
  remember(answer: string): void {
    this.#answers.set(print(answer), formatJson(answer));
  }

  /** The exact text of an answer that GraphiQL printed as `printed`; `printed` itself when it is unknown. */
  ofAnswer(printed: string): string {
    return this.#answers.get(printed) ?? printed;
  }
}

/** The exact text to show when `printed` replaces `before`: digits are kept when `printed` is only prettified. */
export function ofPrettified(before: string, printed: string): string {
  try {
    return print(before) === printed ? formatJson(before) : printed;
  } catch {
    return printed;
  }
}
