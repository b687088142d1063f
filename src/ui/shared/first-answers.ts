import type { Transport } from '#client/transport.ts';
import type { ResultOf } from '#contract/graphql.ts';
import { FIRST_ANSWERS_ID, type FirstAnswer, requestName } from '#contract/page/first-requests.ts';

/** Answers that came with the page, by request. */
const answers = new Map<string, unknown>();

/** Reads the answers that the server sent with the page. They count until `dropFirstAnswers`. */
export function readFirstAnswers(): void {
  const text = document.getElementById(FIRST_ANSWERS_ID)?.textContent;
  if (!text) return;
  for (const { request, answer } of JSON.parse(text) as FirstAnswer[]) answers.set(request, answer.data);
}

/** They are as old as the page: what is asked for later asks the server. */
export const dropFirstAnswers = (): void => answers.clear();

/** A transport that answers each query that came with the page once from there. */
export const answerFirst = ({ query, mutate }: Transport): Transport => ({
  async query(document, variables, signal) {
    const name = answers.size > 0 ? requestName(document, variables) : '';
    if (!answers.has(name)) return query(document, variables, signal);
    const data = answers.get(name);
    answers.delete(name);
    return data as ResultOf<typeof document>;
  },
  mutate,
});
