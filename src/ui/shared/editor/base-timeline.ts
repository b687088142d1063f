import type { TextState } from './editor-handle.ts';

/** From this step on, up to the next mark, the states of a document belong to a stretch. */
interface Mark {
  readonly from: number;
  readonly stretch: Stretch;
}

/** Names a run of texts that came one from the other by typing, which are all based on the same. */
export type Stretch = number;

interface Document {
  readonly name: string;
  /** Ascending; the first covers everything before it. */
  readonly marks: readonly Mark[];
  /** The greatest step so far: a greater one was just typed. */
  readonly top: number;
}

interface Data<Base> {
  readonly bases: ReadonlyMap<Stretch, Base>;
  readonly current: Stretch;
  /** The stretch that was made or moved last. */
  readonly newest: Stretch;
  /** What the next stretch is called. */
  readonly next: Stretch;
  readonly now: TextState | undefined;
  /** The document on the screen, and the one before it: the editor has one of JSON and at most one of plain text. */
  readonly documents: readonly Document[];
}

/**
 * What a text is based on, through Undo and Redo: when another text comes with another base, Undo brings back both, or
 * the old text would be saved over a version that it knows nothing of.
 *
 * Immutable. It holds one mark for each change of the base that Undo or Redo can still reach, however much is typed.
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

  /** What the text on the screen is based on. */
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

  /** How much is remembered. */
  get size(): number {
    return this.#data.bases.size + this.#data.documents.reduce((sum, { marks }) => sum + marks.length, 0);
  }

  /** The text is in the state `now`: by typing, Undo or Redo, or in another document after a change of the mode. */
  at(now: TextState | undefined): BaseTimeline<Base> {
    const { now: before, current, documents } = this.#data;
    if (now === undefined || isSame(now, before)) return this;
    const known = documents.find(({ name }) => name === now.document);
    if (known === undefined) {
      const opened = { name: now.document, marks: [{ from: now.step, stretch: current }], top: now.step };
      return this.#with({ now, documents: [opened, ...documents.slice(0, 1)] });
    }
    const others = documents.filter((document) => document !== known).slice(0, 1);
    // Undo does not lead from one document to another: it is the same draft, shown in another mode.
    if (before?.document !== now.document) {
      return this.#with({ now, documents: [put(known, now.step, current), ...others] });
    }
    if (now.step > known.top) {
      // What Redo led to is gone. What is typed belongs to what it was typed into, unless it came with another base.
      const marks = known.marks.filter(({ from }, index) => index === 0 || from <= before.step);
      const isTyped = marks.at(-1)?.stretch === current;
      const typed = isTyped ? marks : [...marks, { from: now.step, stretch: current }];
      return this.#with({ now, documents: [{ ...known, marks: typed, top: now.step }, ...others] });
    }
    return this.#with({ now, current: stretchAt(known, now.step) });
  }

  /** The texts of a stretch, without a name that on the screen, now count on `base`. */
  move(base: Base, stretch = this.#data.current): BaseTimeline<Base> {
    return this.#with({ bases: new Map(this.#data.bases).set(stretch, base), newest: stretch });
  }

  /** The text of now and what is typed from now on counts on `base`; Undo to before leads back to the present base. */
  turnTo(base: Base): BaseTimeline<Base> {
    const { now, next: stretch, documents } = this.#data;
    const [shown, ...others] = documents;
    return this.#with({
      ...this.#begin(base),
      documents: shown && now ? [put(shown, now.step, stretch), ...others] : documents,
    });
  }

  /** A text that counts on `base` has taken the place of the present one, and is in the state `after`. */
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

/** One state belongs to `stretch` from now on; what lies before and after it stays as it is. */
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
