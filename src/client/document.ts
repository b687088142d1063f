import { isErrorCode, KvError } from '#contract/errors.ts';

/** A GraphQL request that a person wrote. */
export interface WrittenDocument {
  readonly query: string;
  readonly operationName?: string;
  /** JSON text, sent unparsed, because numbers would lose digits as JavaScript values. */
  readonly variablesText?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Refusal {
  readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly code?: unknown } }[];
}

/**
 * Sends a document and resolves to the text of the answer, GraphQL errors included.
 *
 * @throws {KvError} `UNREACHABLE`, also if the answer is not JSON; `UNAUTHENTICATED` if the session has ended
 */
export async function sendDocument(url: string, document: WrittenDocument): Promise<string> {
  const { query, operationName, variablesText, headers = {} } = document;
  const members = [`"query":${JSON.stringify(query)}`];
  if (operationName !== undefined) members.push(`"operationName":${JSON.stringify(operationName)}`);
  if (variablesText !== undefined) members.push(`"variables":${variablesText}`);

  let text: string;
  let answer: Refusal;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', ...headers, 'content-type': 'application/json' },
      body: `{${members.join()}}`,
    });
    text = await response.text();
    answer = JSON.parse(text) as Refusal;
  } catch (cause) {
    throw new KvError('UNREACHABLE', 'The server did not answer.', {}, { cause });
  }
  const [error] = answer.errors ?? [];
  const code = error?.extensions?.code;
  // A refusal of a key that the person put into the headers says nothing about the session: show it as an answer.
  const isSignedByKey = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  if (isErrorCode(code) && code === 'UNAUTHENTICATED' && !isSignedByKey) throw new KvError(code, error?.message ?? '');
  return text;
}
