import { expect } from 'vitest';
import { KvError } from '#contract/errors.ts';
import type { OpenPair } from '#contract/page/page-queries.ts';
import { toBase } from '../../../data/base.ts';
import type { PairWrite } from '../../../data/kv.mutations.ts';
import { toPair } from '../../../data/pair-cache.ts';
import { repeatOrNew } from '../../../data/repeat.ts';
import { type EditEvent, type EditState, reduceEdit, serverChangeOf, startEdit } from './edit-state.ts';

/*
 * For tests: a person who types, a server that others write to, and a network between them that loses, delays and
 * repeats.
 */

const KEY = 'k';
const UPDATED = '2026-01-01T00:00:00.000Z';

const toOpenPair = (id: string, version: number, text: string): OpenPair =>
  toPair(KEY, text, { id, version, updated: UPDATED, updated_by: 'bea' });

/** What a server does, as far as versions go: they count on under a key, also after a deletion. */
class Server {
  pair: OpenPair | null = toOpenPair('p1', 1, '0');
  #floor = 0;
  #ids = 1;
  readonly #answers = new Map<string, OpenPair>();

  put(text: string): OpenPair {
    if (this.pair === null) this.#ids += 1;
    this.pair = toOpenPair(this.pair?.id ?? `p${this.#ids}`, (this.pair?.version ?? this.#floor) + 1, text);
    return this.pair;
  }

  delete(): void {
    if (this.pair) this.#floor = this.pair.version + 1;
    this.pair = null;
  }

  /** The pair that the write has made, now or when it came before; undefined when it is refused. */
  set(write: PairWrite, onOverwrite: (text: string) => void): OpenPair | undefined {
    const earlier = this.#answers.get(write.idempotencyKey);
    if (earlier) return earlier;
    if (write.expectedVersion !== (this.pair?.version ?? 0)) return undefined;
    if (this.pair) onOverwrite(this.pair.value_text);
    const made = this.put(write.valueText);
    this.#answers.set(write.idempotencyKey, made);
    return made;
  }
}

/** Texts that came one from the other by typing. */
interface Lineage {
  /** What they are based on; null: that no pair has the key. */
  base: OpenPair | null;
  /** Stored values that the person had seen when these texts were made, or chose to replace. */
  readonly known: Set<string>;
}

interface State {
  readonly step: number;
  readonly text: string;
  readonly lineage: Lineage;
}

interface Sent {
  readonly write: PairWrite;
  readonly lineage: Lineage;
  readonly known: ReadonlySet<string>;
}

/** The page around the reducer, and beside it an account of its own of what every text was made from. */
export class Page {
  readonly server = new Server();
  state: EditState = startEdit(this.server.pair as OpenPair, { isDirty: false, compact: '0' });
  #states: readonly State[] = [{ step: 1, text: '0', lineage: { base: this.server.pair, known: new Set(['0']) } }];
  #at = 0;
  #top = 1;
  /** The state that the page has learned of: it learns of an Undo a moment later. */
  #reported = this.#shown;
  #sent: Sent | null = null;
  #unanswered: string | undefined;
  /** Writes whose answers nobody waits for any more; they may still reach the server. */
  readonly #astray: Sent[] = [];
  /** What the page knows of the server, and the answer to a question, on its way. */
  #known = this.server.pair;
  #asked: { pair: OpenPair | null } | null = null;

  constructor() {
    this.report();
  }

  get #shown(): State {
    return this.#states[this.#at] as State;
  }

  #draft() {
    const { text } = this.#shown;
    // Text that is not JSON.
    const compact = text === '?' ? undefined : text;
    return { compact, isDirty: compact === undefined || compact !== this.state.bases.base.valueText };
  }

  #textState = () => ({ document: 'd', step: this.#shown.step });

  #send(event: EditEvent): void {
    this.state = reduceEdit(this.state, event);
    this.#followServer();
  }

  /** A newer version becomes the base by itself only when its value is known: typed here, or typed over. */
  #followServer(): void {
    const { lineage, text } = this.#reported;
    const theirs = this.#known;
    if (this.#sent || theirs === null) return;
    if (lineage.base?.id === theirs.id && theirs.version <= lineage.base.version) return;
    const typed = text === lineage.base?.value_text ? [] : [text, this.#unanswered];
    if (![lineage.base?.value_text, ...typed].includes(theirs.value_text)) return;
    lineage.base = theirs;
    lineage.known.add(theirs.value_text);
    if (this.#unanswered === theirs.value_text) this.#unanswered = undefined;
  }

  report(): void {
    this.#reported = this.#shown;
    this.#send({ type: 'text', now: this.#textState(), draft: this.#draft() });
  }

  #write(text: string, lineage: Lineage): void {
    this.#top += 1;
    this.#states = [...this.#states.slice(0, this.#at + 1), { step: this.#top, text, lineage }];
    this.#at += 1;
  }

  type(text: string): void {
    this.report();
    this.#write(text, this.#shown.lineage);
    this.report();
  }

  /** The page learns of it with the next report. */
  go(by: -1 | 1): void {
    this.report();
    this.#at = Math.min(Math.max(this.#at + by, 0), this.#states.length - 1);
    this.#top += 1;
  }

  /** Another text with another base, by a button or, when nothing was typed, by itself. */
  #show(pair: OpenPair, text: string): void {
    this.report();
    this.#write(text, { base: pair, known: new Set([pair.value_text]) });
    this.#reported = this.#shown;
    const draft = { compact: text, isDirty: text !== pair.value_text };
    const status = { text: 'shown', isUnsaved: draft.isDirty };
    this.#send({ type: 'shown', base: toBase(pair), now: this.#textState(), draft, status });
  }

  load(): void {
    this.report();
    const { server, bases } = this.state;
    if (serverChangeOf(this.state) !== 'load' || server === null) return;
    // Nothing typed is replaced: the text is what is stored.
    expect(this.#shown.text).toBe(bases.base.valueText);
    this.#show(server, server.value_text);
  }

  decide(what: 'take' | 'merge' | 'keep' | 'becomeNew', text: string): void {
    this.report();
    const theirs = this.state.server;
    const serverChange = serverChangeOf(this.state);
    if (what === 'becomeNew' && serverChange === 'deleted') {
      this.#shown.lineage.base = null;
      this.#send({ type: 'becameNew' });
    }
    if (what === 'becomeNew' || theirs === null || serverChange !== 'changed') return;
    if (what === 'take' || what === 'merge') {
      this.#show(theirs, what === 'take' ? theirs.value_text : text);
      return;
    }
    const lineage = { base: theirs, known: new Set([theirs.value_text]) };
    this.#states = this.#states.with(this.#at, { ...this.#shown, lineage });
    this.#reported = this.#shown;
    this.#send({ type: 'keptOnTop', theirs });
  }

  save(): void {
    if (this.state.write.sending) return;
    this.report();
    const { compact, isDirty } = this.state.draft;
    if (compact === undefined || !isDirty) return;
    const next = { key: KEY, valueText: compact, expectedVersion: this.state.bases.base.version };
    const write = repeatOrNew(next, this.state.write.unanswered);
    const { lineage } = this.#shown;
    this.#sent = { write, lineage, known: new Set(lineage.known) };
    this.#send({ type: 'sent', write });
  }

  /** Save, and when it is refused, a merge with what was saved first, which is saved as well. */
  saveMerging(text: string): void {
    this.save();
    if (!this.#sent) return;
    this.answer();
    if (serverChangeOf(this.state) !== 'changed' || this.state.bases.isPast) return;
    this.decide('merge', text);
    this.save();
  }

  #arrive({ write, known }: Sent) {
    return this.server.set(write, (text) => expect([...known], 'what is overwritten was seen').toContain(text));
  }

  answer(): void {
    const sent = this.#sent;
    if (!sent) return;
    const pair = this.#arrive(sent);
    this.#sent = null;
    if (pair === undefined) {
      if (this.state.write.unanswered?.idempotencyKey === sent.write.idempotencyKey) this.#unanswered = undefined;
      this.#known = this.server.pair;
      const error = new KvError('VERSION_CONFLICT', 'x');
      this.#send({ type: 'refused', error, at: 0, found: this.server.pair });
      return;
    }
    // The answer is newer than what was asked for before it.
    this.#asked = null;
    if (!(this.#known?.id === pair.id && this.#known.version > pair.version)) this.#known = pair;
    this.#unanswered = undefined;
    sent.lineage.base = pair;
    sent.lineage.known.add(sent.write.valueText);
    this.#send({ type: 'saved', pair });
  }

  lose(hasArrived: boolean): void {
    const sent = this.#sent;
    if (!sent) return;
    if (hasArrived) this.#arrive(sent);
    else this.#astray.push(sent);
    this.#sent = null;
    this.#unanswered = sent.write.valueText;
    this.#send({ type: 'answerLost', error: new KvError('UNREACHABLE', 'x'), at: 0 });
  }

  arriveLate(): void {
    const astray = this.#astray.shift();
    if (astray) this.#arrive(astray);
  }

  ask(): void {
    this.#asked = { pair: this.server.pair };
  }

  learn(): void {
    this.#known = (this.#asked ?? this.server).pair;
    this.#asked = null;
    this.#send({ type: 'serverHas', pair: this.#known, at: 0 });
  }

  check(): void {
    this.report();
    const { bases, draft } = this.state;
    const { lineage, text } = this.#shown;
    const { id, version, valueText } = bases.base;
    // The base of a text is the version it was made from.
    expect({ id, version, valueText }).toEqual({
      id: lineage.base?.id ?? null,
      version: lineage.base?.version ?? 0,
      valueText: lineage.base?.value_text ?? null,
    });
    // What does not count as unsaved is stored: nothing that was typed goes unnoticed.
    expect(draft.isDirty).toBe(text !== lineage.base?.value_text);
    const { server } = this.state;
    // The pair is not said to be gone, or another, when it was just saved.
    if (!this.#sent && this.server.pair === this.#known && server?.version === version) {
      expect(serverChangeOf(this.state)).toBe('same');
    }
  }
}
