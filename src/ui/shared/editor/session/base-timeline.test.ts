import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BaseTimeline } from './base-timeline.ts';

const json = (step: number) => ({ document: 'json', step });

describe('Undo', () => {
  test('to before another base brings back the former one, and Redo the other', () => {
    const shown = BaseTimeline.of('v1').at(json(1)).at(json(2)).exchange('v2', json(5));
    expect([shown.base, shown.isPast]).toEqual(['v2', false]);

    const undone = shown.at(json(2));
    expect([undone.base, undone.isPast]).toEqual(['v1', true]);

    const redone = undone.at(json(5));
    expect([redone.base, redone.isPast]).toEqual(['v2', false]);
  });

  test('and typing forget what Redo led to: the new text has the base of what it was typed into', () => {
    const typed = BaseTimeline.of('v1').at(json(1)).exchange('v2', json(2)).at(json(1)).at(json(4));

    expect([typed.base, typed.isPast]).toEqual(['v1', true]);
    expect(typed.at(json(1)).base).toBe('v1');
  });

  test('of what was typed before a save leads to texts that count on what was saved', () => {
    const saved = BaseTimeline.of('v1').at(json(1)).at(json(2)).move('v2');

    expect(saved.at(json(1)).base).toBe('v2');
    expect(saved.at(json(1)).isPast).toBe(false);
  });

  test('of typing leads back from where a text was kept on top of a newer version, and Redo to it again', () => {
    const typed = BaseTimeline.of('v1').at(json(1)).at(json(2)).at(json(3)).at(json(2));
    const kept = typed.turnTo('v2');

    expect(kept.base).toBe('v2');
    expect(kept.at(json(1)).base).toBe('v1');
    expect(kept.at(json(1)).at(json(2)).base).toBe('v2');
    expect(kept.at(json(3)).base).toBe('v1');
    expect(kept.at(json(3)).isPast).toBe(true);
  });

  test('finds states that nobody saw, since the editor makes several at a time', () => {
    const shown = BaseTimeline.of('v1').at(json(1)).at(json(9)).exchange('v2', json(20)).at(json(28));

    expect(shown.at(json(5)).base).toBe('v1');
    expect(shown.at(json(24)).base).toBe('v2');
    // White space changed first, and then the text: so far it is the former one.
    expect(shown.at(json(19)).base).toBe('v1');
  });
});

test('a save that is answered after Undo moves the text that was sent, not the one on the screen', () => {
  const sent = BaseTimeline.of('v1').at(json(1)).exchange('v2', json(2)).at(json(3));

  const answered = sent.at(json(1)).move('v3', sent.stretch);

  expect([answered.base, answered.isPast]).toEqual(['v1', true]);
  expect(answered.at(json(3)).base).toBe('v3');
});

test('a text that is replaced by itself counts on the new base, after Undo and Redo as well', () => {
  const same = BaseTimeline.of('v1').at(json(1)).at(json(2)).exchange('v2', json(2));

  expect(same.at(json(1)).base).toBe('v1');
  expect(same.at(json(1)).at(json(2)).base).toBe('v2');
});

test('in another mode the draft is still based on the same', () => {
  const text = { document: 'text', step: 1 };
  const kept = BaseTimeline.of('v1').at(json(1)).at(json(2)).at(text).turnTo('v2');

  const back = kept.at(json(2));

  expect(back.base).toBe('v2');
  expect(back.at(json(1)).base).toBe('v1');
});

test('what is typed takes no space, and a base goes with the last text that was made from it', () => {
  let timeline = BaseTimeline.of(0).at(json(0));
  const { size } = timeline;
  for (let step = 1; step <= 10_000; step += 1) timeline = timeline.at(json(step));
  expect(timeline.size).toBe(size);

  for (let version = 1; version <= 100; version += 1) {
    // Shown, undone and typed over.
    timeline = timeline.exchange(version, json(10_000 + version * 2)).at(json(10_000));
    timeline = timeline.move(version);
  }
  expect(timeline.size).toBeLessThan(8);
});

/** A text editor with Undo and Redo, and the plainest way to keep bases: one entry for each state that there was. */
class Model {
  base = { value: 0 };
  newest = this.base;
  readonly bases = new Map<string, { value: number }>();
  #documents = [{ name: 'json', states: [1], at: 0, top: 1 }];

  constructor() {
    this.#put();
  }

  get #shown() {
    return this.#documents.at(-1) as { name: string; states: number[]; at: number; top: number };
  }

  get now() {
    const { name, states, at } = this.#shown;
    return { document: name, step: states[at] as number };
  }

  #put() {
    this.bases.set(JSON.stringify(this.now), this.base);
  }

  #begin(value: number) {
    this.base = { value };
    this.newest = this.base;
  }

  type(size: number) {
    const shown = this.#shown;
    shown.top += size;
    shown.states.splice(shown.at + 1, Number.POSITIVE_INFINITY, shown.top);
    shown.at += 1;
    this.#put();
  }

  go(by: -1 | 1) {
    const shown = this.#shown;
    shown.at = Math.min(Math.max(shown.at + by, 0), shown.states.length - 1);
    // Undo raises the number of changes as well.
    shown.top += 1;
    this.base = this.bases.get(JSON.stringify(this.now)) as { value: number };
  }

  exchange(value: number, size: number) {
    this.#begin(value);
    this.type(size);
  }

  turnTo(value: number) {
    this.#begin(value);
    this.#put();
  }

  move(value: number, stretch: { value: number }) {
    stretch.value = value;
    this.newest = stretch;
  }

  toggle(name: string) {
    if (this.#documents.length === 1) this.#documents.push({ name, states: [1], at: 0, top: 1 });
    else this.#documents.pop();
    this.#put();
  }
}

type Step = {
  readonly does: 'type' | 'undo' | 'redo' | 'exchange' | 'turnTo' | 'move' | 'save' | 'answer' | 'mode';
} & {
  readonly size: number;
};

const steps = fc.array(
  fc.record<Step>({
    does: fc.constantFrom('type', 'undo', 'undo', 'redo', 'exchange', 'turnTo', 'move', 'save', 'answer', 'mode'),
    size: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 60, size: 'max' },
);

test('whatever is done, the base is that of the state, and little is remembered', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const model = new Model();
      let timeline = BaseTimeline.of(0).at(model.now);
      let sent = { stretch: timeline.stretch, base: model.base };
      let changes = 0;

      taken.forEach(({ does, size }, index) => {
        const value = index + 1;
        if (does === 'type') model.type(size);
        if (does === 'undo') model.go(-1);
        if (does === 'redo') model.go(1);
        if (does === 'mode') model.toggle(`text ${index}`);
        if (['type', 'undo', 'redo', 'mode'].includes(does)) timeline = timeline.at(model.now);
        if (does === 'exchange') {
          model.exchange(value, size);
          timeline = timeline.exchange(value, model.now);
        }
        if (does === 'turnTo') {
          model.turnTo(value);
          timeline = timeline.turnTo(value);
        }
        if (does === 'move') {
          model.move(value, model.base);
          timeline = timeline.move(value);
        }
        if (does === 'save') sent = { stretch: timeline.stretch, base: model.base };
        if (does === 'answer') {
          model.move(value, sent.base);
          timeline = timeline.move(value, sent.stretch);
        }
        if (does === 'exchange' || does === 'turnTo' || does === 'mode') changes += 1;

        expect(timeline.base).toBe(model.base.value);
        expect(timeline.isPast).toBe(model.base !== model.newest);
      });
      expect(timeline.size).toBeLessThanOrEqual(4 + 4 * changes);
    }),
    { numRuns: 2_000 },
  );
});
