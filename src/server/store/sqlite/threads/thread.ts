import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { LocalRunner, PIECE_LENGTH } from '../../programs/local-runner.ts';
import type { RowChunk } from '../../programs/row-text.ts';
import { TimeLimit } from '../../programs/time-limit.ts';
import { SqliteEngine } from '../engine/engine.ts';
import { connectSqlite } from '../file/connection.ts';
import { doFileWork, type FileWork } from './file-work.ts';
import { type Answer, type Piece, type Request, type ThreadData, toErrorMessage } from './messages.ts';

/*
 * The first file of a thread that works on the database. It does the work that it is sent, in order; writes that arrive
 * while a commit is being flushed are committed together after it.
 */

/** Longer text is sent as bytes that change hands instead of being copied. */
const MAX_COPIED = 16 * 1024;

interface OpenRows {
  readonly limit: TimeLimit;
  readonly pieces: AsyncIterator<RowChunk>;
}

/** `LocalRunner` without the ties between programs and their arguments, which were checked where a message was made. */
interface Untyped {
  write(name: string, ...args: readonly unknown[]): Promise<unknown>;
  read(turn: object, name: string, ...args: readonly unknown[]): Promise<unknown>;
  rows(turn: object, fields: object, name: string, ...args: readonly unknown[]): AsyncIterable<RowChunk>;
}

class StoreWorker {
  readonly #port: MessagePort;
  readonly #runner: LocalRunner;
  readonly #programs: Untyped;
  /** The latest time that the main thread has told. */
  #now = 0;
  readonly #open = new Map<number, OpenRows>();
  #answers: Answer[] = [];

  constructor(port: MessagePort, { file, retention, stop }: ThreadData) {
    this.#port = port;
    const connect = () => connectSqlite(file);
    const stopped = new Int32Array(stop);
    const isStopping = () => Atomics.load(stopped, 0) === 1;
    const engine = new SqliteEngine(connect(), { connect, isShared: true, isStopping });
    this.#runner = new LocalRunner(engine, () => new Date(this.#now), retention);
    this.#programs = this.#runner as unknown as Untyped;
    port.on('message', (requests: readonly Request[]) => {
      for (const request of requests) void this.#answer(request);
    });
  }

  async #answer(request: Request): Promise<void> {
    const { id } = request;
    const limit = this.#limitOf(request);
    const before = limit.msLeft;
    try {
      const result = await this.#do(request, limit);
      this.#post({ id, msSpent: before - limit.msLeft, result });
    } catch (error) {
      this.#post({ id, msSpent: before - limit.msLeft, error: toErrorMessage(error) });
    }
  }

  #limitOf(request: Request): TimeLimit {
    if (request.kind !== 'next') return new TimeLimit('msLeft' in request ? request.msLeft : 0);
    const limit = this.#open.get(request.rows)?.limit ?? new TimeLimit(0);
    limit.allow(request.msLeft);
    return limit;
  }

  #do(request: Request, limit: TimeLimit): Promise<unknown> {
    if ('now' in request) this.#now = request.now;
    const turn = { owner: '', limit };
    switch (request.kind) {
      case 'write':
        return this.#programs.write(request.name, ...request.args);
      case 'read':
        return this.#programs.read(turn, request.name, ...request.args);
      case 'rows': {
        const rows = this.#programs.rows(turn, request.fields, request.name, ...request.args);
        this.#open.set(request.rows, { limit, pieces: rows[Symbol.asyncIterator]() });
        return this.#nextPiece(request.rows);
      }
      case 'next':
        return this.#nextPiece(request.rows);
      case 'end':
        return this.#end(request.rows);
      case 'erase':
        return this.#runner.erase();
      case 'ping':
        return this.#runner.ping();
      case 'close':
        return this.#close();
    }
  }

  async #nextPiece(rows: number): Promise<Piece> {
    const pieces = this.#open.get(rows)?.pieces;
    try {
      const next = await pieces?.next();
      if (!next || next.done) return { chunk: undefined, isLast: true };
      const { text, ids } = next.value;
      const isLast = text.length < PIECE_LENGTH;
      if (isLast) await this.#end(rows);
      // A buffer of its own, since it changes hands.
      const sent = text.length > MAX_COPIED ? new TextEncoder().encode(text as string) : text;
      return { chunk: { text: sent, ids }, isLast };
    } catch (error) {
      this.#open.delete(rows);
      throw error;
    }
  }

  async #end(rows: number): Promise<void> {
    const open = this.#open.get(rows);
    this.#open.delete(rows);
    await open?.pieces.return?.();
  }

  async #close(): Promise<void> {
    for (const rows of [...this.#open.keys()]) await this.#end(rows);
    await this.#runner.close();
    // Ends the thread once the answer is sent.
    this.#port.unref();
  }

  /** What one commit answers goes in one message. */
  #post(answer: Answer): void {
    if (this.#answers.push(answer) > 1) return;
    queueMicrotask(() => {
      const answers = this.#answers;
      this.#answers = [];
      this.#port.postMessage(answers, answers.flatMap(buffersOf));
    });
  }
}

function buffersOf(answer: Answer): ArrayBuffer[] {
  const chunk = 'result' in answer ? (answer.result as Piece | undefined)?.chunk : undefined;
  return chunk && typeof chunk.text !== 'string' ? [chunk.text.buffer as ArrayBuffer] : [];
}

if (parentPort) {
  const data = workerData as ThreadData | FileWork;
  if ('fileWork' in data) doFileWork(parentPort, data);
  else new StoreWorker(parentPort, data);
}
