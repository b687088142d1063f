import { createHash, randomUUID } from 'node:crypto';
import type { TestServer } from '../e2e/setup/server.ts';

/** The state of a pair on the server, or its expected state. */
export interface PairState {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly valueText: string;
  readonly isDeleted: boolean;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Resolves to undefined when the server did not answer; throws when it refused. */
async function send<Data>(server: TestServer, query: string, input: object): Promise<Data | undefined> {
  let text: string;
  try {
    text = await server.graphqlText(query, { input });
  } catch {
    return undefined;
  }
  const { data, errors } = JSON.parse(text) as Answer<Data>;
  if (errors || !data) throw new Error(`refused: ${text}`);
  return data;
}

interface Payload {
  readonly answer: { readonly id: string; readonly version: number };
}

const SET = 'mutation ($input: set_key_value_input!) { answer: set_key_value(input: $input) { id version } }';
const RENAME = 'mutation ($input: rename_key_value_input!) { answer: rename_key_value(input: $input) { id version } }';
const RESTORE =
  'mutation ($input: restore_key_value_input!) { answer: restore_key_value(input: $input) { id version } }';
const DELETE = 'mutation ($input: delete_key_value_input!) { delete_key_value(input: $input) { success } }';

/** The value of writes that the server must refuse, so it must never appear. */
export const GHOST = 'ghost';

/** A value that can prove it is complete: up to 60,000 characters of text, and their digest. */
function createValue(): string {
  const text = randomUUID().repeat(1 + Math.floor(Math.random() ** 6 * 1_600));
  return JSON.stringify({ text, digest: digest(text) });
}

export function isWhole(valueText: string): boolean {
  const { text, digest: expected } = JSON.parse(valueText) as { text: string; digest: string };
  return digest(text) === expected;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * A client that keeps changing one pair, always from the version it knows, until the server no longer answers. `known`
 * is the last acknowledged state; after a crash the server must have either `known` or `pending`.
 */
export class CrashClient {
  readonly #name: string;
  #moves = 0;
  known: PairState | undefined;
  pending: PairState | undefined;
  /** Every write acknowledged since this was last emptied. */
  acknowledged: PairState[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** Continues from the state that was found after a crash. */
  settle(found: PairState | undefined): void {
    this.known = found;
    this.pending = undefined;
  }

  async run(server: TestServer): Promise<void> {
    while (await this.#write(server)) {
      // Each call makes one write.
    }
  }

  async #write(server: TestServer): Promise<boolean> {
    const before = this.known;
    if (before === undefined) {
      const made = { id: '', key: `${this.#name}/0`, version: 1, valueText: createValue(), isDeleted: false };
      const input = { key: made.key, value_text: made.valueText, expected_version: 0 };
      return this.#finish(made, await this.#send(server, made, SET, input));
    }
    const { id, key, version, valueText } = before;
    if (before.isDeleted) {
      const back = { ...before, version: version + 1, isDeleted: false };
      // Restores the version before the deletion, which has the text.
      const input = { key_value_id: id, version: version - 1, expected_version: version };
      return this.#finish(back, await this.#send(server, back, RESTORE, input));
    }
    const draw = Math.random();
    if (draw < 0.1) {
      const gone = { ...before, version: version + 1, isDeleted: true };
      this.pending = gone;
      const done = await send<object>(server, DELETE, { key_value_id: id, expected_version: version });
      return this.#finish(gone, done && { answer: { id, version: version + 1 } });
    }
    if (draw < 0.2) {
      this.#moves += 1;
      const moved = { ...before, key: `${this.#name}/${this.#moves} ${randomUUID()}`, version: version + 1 };
      const input = { key_value_id: id, key: moved.key, expected_version: version };
      return this.#finish(moved, await this.#send(server, moved, RENAME, input));
    }
    if (draw < 0.3) {
      const input = { key, value_text: JSON.stringify(GHOST), expected_version: version + 7 };
      return await this.#beRefused(server, input);
    }
    const next = { ...before, version: version + 1, valueText: draw < 0.35 ? valueText : createValue() };
    const input = { key, value_text: next.valueText, expected_version: version };
    return this.#finish(next, await this.#send(server, next, SET, input));
  }

  async #send(server: TestServer, pending: PairState, query: string, input: object): Promise<Payload | undefined> {
    this.pending = pending;
    return await send<Payload>(server, query, input);
  }

  #finish(expected: PairState, payload: Payload | undefined): boolean {
    if (payload === undefined) return false;
    const { id, version } = payload.answer;
    this.known = { ...expected, id, version };
    this.pending = undefined;
    this.acknowledged.push(this.known);
    return true;
  }

  async #beRefused(server: TestServer, input: object): Promise<boolean> {
    try {
      if ((await send(server, SET, input)) === undefined) return false;
    } catch (error) {
      if (String(error).includes('VERSION_CONFLICT')) return true;
      throw error;
    }
    throw new Error('A write over a version that does not exist was accepted.');
  }
}
