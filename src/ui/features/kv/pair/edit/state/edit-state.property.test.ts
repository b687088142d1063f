import fc from 'fast-check';
import { test } from 'vitest';
import { Page } from './edit-state.world.ts';

/** Texts are few, so that they meet by chance. */
const step = fc.record({
  does: fc.constantFrom<string>(
    ...['type', 'type', 'undo', 'undo', 'redo', 'save', 'save', 'answer', 'answer', 'lose', 'loseAfter', 'arriveLate'],
    ...['theySet', 'theyDelete', 'ask', 'learn', 'learn', 'learnAndLoad', 'conflict', 'conflict', 'conflict'],
    ...['take', 'merge', 'keep', 'becomeNew', 'saveMerging', 'saveMerging'],
  ),
  text: fc.constantFrom('0', '1', '2', '3', '?'),
  isSeen: fc.boolean(),
});

function take(page: Page, does: string, text: string): void {
  const json = text === '?' ? '4' : text;
  if (does === 'type') page.type(text);
  if (does === 'undo') page.go(-1);
  if (does === 'redo') page.go(1);
  if (does === 'save') page.save();
  if (does === 'saveMerging') page.saveMerging(json);
  if (does === 'answer') page.answer();
  if (does === 'lose') page.lose(false);
  if (does === 'loseAfter') page.lose(true);
  if (does === 'arriveLate') page.arriveLate();
  if (does === 'theySet') page.server.put(json);
  if (does === 'theyDelete') page.server.delete();
  if (does === 'ask') page.ask();
  if (does === 'learn') page.learn();
  if (does === 'learnAndLoad') page.learn();
  if (does === 'conflict') {
    page.type('5');
    page.server.put(json);
    page.learn();
  }
  if (does === 'conflict' || does === 'learnAndLoad') page.load();
  if (does === 'take' || does === 'merge' || does === 'keep' || does === 'becomeNew') page.decide(does, json);
}

test('nothing typed is lost, nothing is overwritten unseen, and every text keeps the base it was made from', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const page = new Page();
      for (const { does, text, isSeen } of steps) {
        take(page, does, text);
        // Answers come before the page has learned of an Undo as well.
        if (isSeen) page.check();
      }
      page.check();
    }),
    { numRuns: 3_000 },
  );
});
