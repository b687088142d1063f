import type { ExecutionResult } from 'graphql';
import { KvError } from '#contract/errors.ts';
import { ShortRows } from '../../store/programs/row-text.ts';
import { INTERNAL_ERROR_MESSAGE, toExecutionErrors, type WireError } from '../errors.ts';
import { stringifyExact } from './json-value.ts';
import type { RowLists } from './row-lists.ts';

export interface GraphqlAnswer {
  /** False if the operation was refused before any of it ran. */
  readonly isExecuted: boolean;
  /** JSON text of the answer: whole if it is short, otherwise in pieces that are read as they are asked for. */
  readonly body: AnswerBody;
}

interface WholeAnswer extends GraphqlAnswer {
  readonly body: string;
}

export type AnswerBody = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** How a request reports what goes wrong. */
export interface ErrorReport {
  /** Part of every error, so that people find the lines of the request in the log. */
  readonly requestId: string;
  /** Receives errors that are bugs in the server. */
  readonly bug: (error: Error) => void;
}

/** Characters or bytes of an answer that are gathered before any is sent: as long as that, a failure is an answer too. */
const MAX_GATHERED = 256 * 1024;

/** The answer for what an operation resulted in. */
export async function writeAnswer(
  result: ExecutionResult,
  lists: RowLists,
  report: ErrorReport,
): Promise<GraphqlAnswer> {
  if (!result.data || lists.isEmpty) return writeWhole(result, report);
  const errors = identified(toExecutionErrors(result.errors ?? [], report.bug), report);
  const pieces = writePieces(errors, result.data, lists, report);
  try {
    return { isExecuted: true, body: await gather(pieces) };
  } catch (error) {
    if (!(error instanceof FailedAnswer)) throw error;
    return { isExecuted: true, body: JSON.stringify({ errors: [error.wireError], data: null }) };
  }
}

/** The same for a result that has no rows still to be read. */
export function writeWhole(result: ExecutionResult, report: ErrorReport): WholeAnswer {
  if (!result.errors) return { isExecuted: true, body: stringifyExact(result) };
  const errors = toExecutionErrors(result.errors, report.bug);
  if (result.data === undefined) return refuse(errors, report);
  return { isExecuted: true, body: stringifyExact({ errors: identified(errors, report), data: result.data }) };
}

/** An answer without `data`, not even null, because nothing ran. */
export function refuse(errors: readonly WireError[], report: Pick<ErrorReport, 'requestId'>): WholeAnswer {
  return { isExecuted: false, body: JSON.stringify({ errors: identified(errors, report) }) };
}

/** The errors with the id of their request. */
function identified(errors: readonly WireError[], { requestId }: Pick<ErrorReport, 'requestId'>): readonly WireError[] {
  return errors.map((error) => ({ ...error, extensions: { ...error.extensions, request_id: requestId } }));
}

/** A list cannot be null and could not be read, so there is no data. */
class FailedAnswer extends Error {
  readonly wireError: WireError;

  constructor(wireError: WireError, cause: unknown) {
    super(wireError.message, { cause });
    this.wireError = wireError;
  }
}

async function* writePieces(
  errors: readonly WireError[],
  data: object,
  lists: RowLists,
  report: ErrorReport,
): AsyncGenerator<string | Uint8Array, void> {
  const late: WireError[] = [];
  let text = errors.length > 0 ? `{"errors":${JSON.stringify(errors)},"data":{` : '{"data":{';
  let separator = '';
  for (const [name, value] of Object.entries(data)) {
    text += `${separator}${JSON.stringify(name)}:`;
    separator = ',';
    const list = lists.get(name);
    const selected = list?.kind === 'list' ? (value as readonly object[] | null)?.[0] : value;
    if (!list || selected === null || selected === undefined) {
      text += stringifyExact(value);
      continue;
    }
    const [open, close] = list.kind === 'list' ? ['[', ']'] : ['', ''];
    try {
      const rows = list.read(selected as object);
      let isEmpty = true;
      if (rows instanceof ShortRows) {
        const all = await rows.text;
        isEmpty = all === '';
        text += open + all;
        if (text.length >= MAX_GATHERED) {
          yield text;
          text = '';
        }
      } else {
        yield text + open;
        text = '';
        for await (const piece of rows) {
          isEmpty = false;
          yield piece;
        }
      }
      text += list.kind === 'one' && isEmpty ? 'null' : close;
    } catch (error) {
      const wireError = toFieldError(error, { locations: list.locations, path: [name] }, report);
      // The only row comes in one piece, so nothing of it is written.
      if (list.kind === 'list') throw new FailedAnswer(wireError, error);
      late.push(wireError);
      text += 'null';
    }
  }
  yield late.length > 0 ? `${text}},"errors":${JSON.stringify(late)}}` : `${text}}}`;
}

/** The error for a field that could not be answered. */
export function toFieldError(
  error: unknown,
  place: Pick<WireError, 'locations' | 'path'>,
  report: ErrorReport,
): WireError {
  const request_id = report.requestId;
  if (error instanceof KvError) {
    return { message: error.message, ...place, extensions: { ...error.extensions, request_id } };
  }
  report.bug(error instanceof Error ? error : new Error(String(error)));
  return { message: INTERNAL_ERROR_MESSAGE, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', request_id } };
}

/** The whole body if it is short; otherwise what was gathered, with the rest to be read behind it. */
async function gather(pieces: AsyncGenerator<string | Uint8Array, void>): Promise<AnswerBody> {
  const gathered: (string | Uint8Array)[] = [];
  for (let length = 0; length < MAX_GATHERED; ) {
    const next = await pieces.next();
    if (next.done) return join(gathered);
    gathered.push(next.value);
    length += next.value.length;
  }
  return follow(join(gathered), pieces);
}

async function* follow(
  start: string | Uint8Array,
  pieces: AsyncGenerator<string | Uint8Array, void>,
): AsyncGenerator<string | Uint8Array, void> {
  try {
    yield start;
    yield* pieces;
  } finally {
    await pieces.return();
  }
}

function join(pieces: readonly (string | Uint8Array)[]): string | Uint8Array {
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('');
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}
