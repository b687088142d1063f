import { layOutJson } from '#json/layout.ts';

/** Answers to remember: those of the open tabs of GraphiQL are shown again. */
const MAX_ANSWERS = 16;

const print = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

/**
 * GraphiQL reads JSON into JavaScript values and prints those, with other digits and without repeated members. This
 * knows what was meant.
 */
export class ExactText {
  readonly #answers = new Map<string, string>();

  /** Keeps the text of an answer, to be found by what GraphiQL makes of it. */
  remember(answer: string): void {
    const printed = print(answer);
    this.#answers.delete(printed);
    this.#answers.set(printed, layOutJson(answer));
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MAX_ANSWERS) break;
      this.#answers.delete(oldest);
    }
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
