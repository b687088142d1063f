import { LRUCache } from 'lru-cache';
import { layOutJson } from '#json/layout.ts';

/** Answers to remember: those of the open tabs of GraphiQL are shown again. */
const MAX_ANSWERS = 16;

const print = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

/**
 * GraphiQL reads JSON into JavaScript values and prints those, with other digits and without repeated members. This
 * knows what was meant.
 */
export class ExactText {
  readonly #answers = new LRUCache<string, string>({ max: MAX_ANSWERS });

  /** Keeps the text of an answer, to be found by what GraphiQL makes of it. */
  remember(answer: string): void {
    this.#answers.set(print(answer), layOutJson(answer));
  }

  /** What to show in place of `printed`. */
  ofAnswer(printed: string): string {
    return this.#answers.get(printed) ?? printed;
  }
}

/** What to show in place of `printed`, which takes the place of `before`: the exact text when it is only tidied up. */
export function ofTidied(before: string, printed: string): string {
  try {
    return print(before) === printed ? layOutJson(before) : printed;
  } catch {
    return printed;
  }
}
