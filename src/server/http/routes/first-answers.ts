import { print } from 'graphql';
import { type FirstRequest, firstRequests, requestName } from '#contract/page/first-requests.ts';
import type { AnswerBody, ErrorReport } from '../../graphql/answers/write-answer.ts';
import type { Scope } from '../../store/store.ts';
import type { AppServices } from '../services.ts';
import { createContext } from './request-context.ts';

/** The page does not wait longer for its answers. */
const WAIT_MS = 200;

/** Answers to what a page asks for first, for the page at an address; JSON of `FirstAnswer[]`. */
export type AnswerFirst = (url: string, scope: Scope, report: ErrorReport) => Promise<string>;

/** Leaves out what fails, is late, or is longer than one piece of an answer: the page asks for that itself. */
export function createFirstAnswers(services: AppServices): AnswerFirst {
  /** Texts of documents, which are constants. */
  const texts = new Map<object, string>();

  async function answer({ document, variables }: FirstRequest, scope: Scope, report: ErrorReport) {
    const query = texts.get(document) ?? print(document);
    texts.set(document, query);
    const context = createContext(services, scope, WAIT_MS);
    const request = { query, operationName: undefined, variables: JSON.stringify(variables) };
    const data = await toData((await services.graphql.answer(request, context, report)).body);
    return data && `{"request":${JSON.stringify(requestName(document, variables))},"answer":${data}}`;
  }

  return async (url, scope, report) => {
    const [pathname = '', search = ''] = url.split(/(?=\?)/, 2);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, WAIT_MS, undefined);
    });
    const answers = firstRequests(pathname, search).map((request) =>
      Promise.race([
        answer(request, scope, report).catch((error: Error) => {
          report.bug(error);
          return undefined;
        }),
        late,
      ]),
    );
    const texts = await Promise.all(answers);
    clearTimeout(timer);
    return `[${texts.filter((text) => text !== undefined).join(',')}]`;
  };
}

/** The text of an answer without errors. */
async function toData(body: AnswerBody): Promise<string | undefined> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    await body[Symbol.asyncIterator]().return?.();
    return undefined;
  }
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  return text.startsWith('{"data":{') ? text : undefined;
}
