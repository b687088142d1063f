import type { TextState } from './editor-handle.ts';

/** From this step up to the next mark, the states of a document belong to a stretch. */
interface Mark {
  readonly from: number;
  readonly stretch: Stretch;
}

/** Identifies a run of texts made one from the other by typing, so all have the same base. */
export type Stretch = number;

interface Document {
  readonly name: string;
  /** Ascending; the first covers everything before it. */
  readonly marks: readonly Mark[];
  /** The greatest step so far; a greater one was typed just now. */
  readonly top: number;
}

interface Data<Base> {
  readonly bases: ReadonlyMap<Stretch, Base>;
  readonly current: Stretch;
  /** The stretch that was created or moved last. */
  readonly newest: Stretch;
  /** The number of the next stretch. */
  readonly next: Stretch;
  readonly now: TextState | undefined;
  /** The document on the screen and the one before it: the editor has one of JSON and at most one of plain text. */
  readonly documents: readonly Document[];
}

/**
 * The base of every text that Undo and Redo can reach. When a text is replaced together with its base, Undo restores
 * both; otherwise the old text could be saved over a version that it was not made from.
 *
 * Immutable. It keeps one mark for each change of base that Undo or Redo can reach, however much is typed.
 */
export class BaseTimeline<Base> {
  readonly #data: Data<Base>;

  private constructor(data: Data<Base>) {
    this.#data = data;
  }

  static of<Base>(base: Base): BaseTimeline<Base> {
    const bases = new Map([[0, base]]);
    return new BaseTimeline<Base>({ bases, current: 0, newest: 0, next: 1, now: undefined, documents: [] });
  }

  /** The base of the text on the screen. */
  get base(): Base {
    return this.#data.bases.get(this.#data.current) as Base;
  }

  /** The stretch of the text on the screen. */
  get stretch(): Stretch {
    return this.#data.current;
  }

  /** Undo went back to a text from before a newer base. */
  get isPast(): boolean {
    return this.#data.current !== this.#data.newest;
  }

  /** The number of entries. */
  get size(): number {
    return this.#data.bases.size + this.#data.documents.reduce((sum, { marks }) => sum + marks.length, 0);
  }

  /** The text is now in the state `now`, after typing, Undo, Redo or a change of the mode. */
  at(now: TextState | undefined): BaseTimeline<Base> {
    const { now: before, current, documents } = this.#data;
    if (now === undefined || isSame(now, before)) return this;
    const known = documents.find(({ name }) => name === now.document);
    if (known === undefined) {
      const opened = { name: now.document, marks: [{ from: now.step, stretch: current }], top: now.step };
      return this.#with({ now, documents: [opened, ...documents.slice(0, 1)] });
    }
    const others = documents.filter((document) => document !== known).slice(0, 1);
    // Undo never leads from one document to another, so this is the same draft in another mode.
    if (before?.document !== now.document) {
      return this.#with({ now, documents: [put(known, now.step, current), ...others] });
    }
    if (now.step > known.top) {
      // Redo is no longer possible. Typed text belongs to the stretch it was typed into, unless it came with a base.
      const marks = known.marks.filter(({ from }, index) => index === 0 || from <= before.step);
      const isTyped = marks.at(-1)?.stretch === current;
      const typed = isTyped ? marks : [...marks, { from: now.step, stretch: current }];
      return this.#with({ now, documents: [{ ...known, marks: typed, top: now.step }, ...others] });
    }
    return this.#with({ now, current: stretchAt(known, now.step) });
  }

  /** The texts of a stretch, by default the one on the screen, are now based on `base`. */
  move(base: Base, stretch = this.#data.current): BaseTimeline<Base> {
    return this.#with({ bases: new Map(this.#data.bases).set(stretch, base), newest: stretch });
  }

  /** The current text and what is typed next are based on `base`; Undo leads back to the former base. */
  turnTo(base: Base): BaseTimeline<Base> {
    const { now, next: stretch, documents } = this.#data;
    const [shown, ...others] = documents;
    return this.#with({
      ...this.#begin(base),
      documents: shown && now ? [put(shown, now.step, stretch), ...others] : documents,
    });
  }

  /** A text based on `base` has replaced the current one, and is in the state `after`. */
  exchange(base: Base, after: TextState | undefined): BaseTimeline<Base> {
    return isSame(this.#data.now, after) ? this.turnTo(base) : this.#with(this.#begin(base)).at(after);
  }

  #begin(base: Base) {
    const { next: stretch, bases } = this.#data;
    return { bases: new Map(bases).set(stretch, base), current: stretch, newest: stretch, next: stretch + 1 };
  }

  #with(change: Partial<Data<Base>>): BaseTimeline<Base> {
    const data = { ...this.#data, ...change };
    if (data.bases === this.#data.bases && data.documents === this.#data.documents) return new BaseTimeline(data);
    const used = new Set(data.documents.flatMap(({ marks }) => marks.map(({ stretch }) => stretch)));
    const isUsed = (stretch: Stretch) => stretch === data.current || stretch === data.newest || used.has(stretch);
    const unused = [...data.bases.keys()].filter((stretch) => !isUsed(stretch));
    if (unused.length === 0) return new BaseTimeline(data);
    return new BaseTimeline({ ...data, bases: new Map([...data.bases].filter(([stretch]) => isUsed(stretch))) });
  }
}

const isSame = (a: TextState | undefined, b: TextState | undefined) =>
  a?.document === b?.document && a?.step === b?.step;

function stretchAt({ marks }: Document, step: number): Stretch {
  const [first] = marks as readonly [Mark];
  return (marks.findLast(({ from }) => from <= step) ?? first).stretch;
}

/** Moves one state to `stretch`; the states before and after it keep theirs. */
function put(document: Document, step: number, stretch: Stretch): Document {
  const former = stretchAt(document, step);
  if (former === stretch) return document;
  const marks = document.marks.filter(({ from }) => from !== step);
  const first = document.marks[0] as Mark;
  if (step <= first.from) marks.unshift({ from: step - 1, stretch: former });
  marks.push({ from: step, stretch });
  const isFollowed = marks.some(({ from }) => from === step + 1);
  if (document.top > step && !isFollowed) marks.push({ from: step + 1, stretch: former });
  const sorted = marks.toSorted((a, b) => a.from - b.from);
  return { ...document, marks: sorted.filter(({ stretch: own }, index) => own !== sorted[index - 1]?.stretch) };
}
