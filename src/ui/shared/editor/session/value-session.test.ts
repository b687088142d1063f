import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minifyJson } from '#json/text.ts';
import { openOnPaper as open } from './test-paper.ts';

describe('a stored value', () => {
  test('is shown over lines and is not changed by that', () => {
    const { session } = open('{"a":1.0,"a":[]}');

    expect(session.getText()).toBe('{\n  "a": 1.0,\n  "a": []\n}');
    expect(session.getState()).toMatchObject({ isDirty: false, mode: 'json' });
  });

  test('is not changed by formatting, minifying or white space', () => {
    const { session, type } = open('[1,{"a":2.50}]');

    session.minify();
    expect(session.getText()).toBe('[1,{"a":2.50}]');
    expect(session.getState().isDirty).toBe(false);
    type('\n[ 1, {"a":\t2.50} ]');
    expect(session.getState().isDirty).toBe(false);
    session.format();
    expect(session.getState().isDirty).toBe(false);
  });

  test('is changed by one digit that JavaScript would drop', () => {
    const { session, type } = open('1.0');

    type('1.00');

    expect(session.getState()).toMatchObject({ isDirty: true, check: { compact: '1.00' } });
  });

  test('is changed by text that is not JSON', () => {
    const { session, type } = open('{}');

    type('{');

    expect(session.getState()).toMatchObject({ isDirty: true, check: { compact: undefined } });
  });

  test('comes back when the draft is discarded', () => {
    const { session, type } = open('{"a":1}');
    type('nonsense');

    session.revert();

    expect(session.getText()).toBe('{\n  "a": 1\n}');
    expect(session.getState().isDirty).toBe(false);
  });

  test('is left alone by a newer one that is only taken as the base', () => {
    const { session, type } = open('1');
    type('2');

    session.rebase('3');
    expect(session.getText()).toBe('2');
    expect(session.getState().isDirty).toBe(true);
    session.rebase('2');
    expect(session.getState().isDirty).toBe(false);
  });

  test('that was deleted is worth saving even when nothing was typed', () => {
    const { session } = open('1');

    session.rebase(null);

    expect(session.getState().isDirty).toBe(true);
  });
});

describe('a string as text', () => {
  test('opens as text when asked to, and only when that is faithful', () => {
    expect(open('"a\\nb"', 'text').session.getText()).toBe('a\nb');
    expect(open('"a\\u0000b"', 'text').session.getState().mode).toBe('json');
    expect(open('{"a":1}', 'text').session.getState().mode).toBe('json');
  });

  test('keeps the escapes it is stored with while nothing is typed', () => {
    const stored = String.raw`"caf\u00e9 \/ \u000a"`;
    const { session, type } = open(stored, 'text');

    expect(session.getState()).toMatchObject({ isDirty: false, check: { compact: stored } });
    type('something else');
    type('café / \n');
    expect(session.getState()).toMatchObject({ isDirty: false, check: { compact: stored } });
  });

  test('going there and back changes nothing, whatever the string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\n'), (text, space) => {
        const stored = JSON.stringify(text);
        const { session, type } = open(stored);
        type(`${space}${stored}${space}`);

        session.setMode('text');
        session.setMode('json');

        expect(session.getText()).toBe(`${space}${stored}${space}`);
        expect(session.getState().isDirty).toBe(false);
      }),
    );
  });

  test('what is typed stays a string', () => {
    const { session, type } = open('"a"');
    session.setMode('text');

    type('123');

    expect(session.getState().check).toMatchObject({ compact: '"123"', type: 'string' });
    session.setMode('json');
    expect(session.getText()).toBe('"123"');
  });

  test('an escape that was changed in JSON survives a look at the text', () => {
    const { session, type } = open('"café"');
    type(String.raw`"caf\u00e9"`);

    session.setMode('text');

    expect(session.getState()).toMatchObject({ isDirty: true, check: { compact: String.raw`"caf\u00e9"` } });
  });

  test('discarding shows the stored string in the mode that can show it', () => {
    const asText = open('"a"', 'text');
    asText.type('b');
    asText.session.revert();
    expect(asText.session.getText()).toBe('a');
    expect(asText.session.getState()).toMatchObject({ mode: 'text', isDirty: false });

    const blank = open('[]');
    blank.type('"was a list"');
    blank.session.setMode('text');
    blank.session.revert();
    expect(blank.session.getText()).toBe('[]');
    expect(blank.session.getState()).toMatchObject({ mode: 'json', isDirty: false });
  });

  test.each([
    ['{"a":1}', '{"a":2}', 'Only a string can be edited as text.'],
    ['"a"', '"a', 'Correct the JSON first.'],
    ['"a"', '"\\u001b"', 'It holds control characters, which only escapes can show.'],
  ])('%s changed to %s stays JSON', (saved, draft, reason) => {
    const { session, type } = open(saved);
    type(draft);

    expect(session.findModeObstacle('text')).toBe(reason);
    session.setMode('text');
    expect(session.getText()).toBe(draft);
  });
});

describe('another text in place of the draft', () => {
  test('is shown as it is, mistakes and white space included', () => {
    const { session } = open('{"a":1}');

    session.replace('{ "a": 2,');

    expect(session.getText()).toBe('{ "a": 2,');
    expect(session.getState()).toMatchObject({ isDirty: true, check: { compact: undefined } });
  });

  test('stays text when it is a string, with its escapes, and is shown as JSON when it is not', () => {
    const { session } = open('"a"', 'text');

    session.replace(String.raw` "caf\u00e9" `);
    expect(session.getText()).toBe('café');
    expect(session.getState()).toMatchObject({ mode: 'text', check: { compact: String.raw`"caf\u00e9"` } });
    session.replace('[1]');
    expect(session.getText()).toBe('[1]');
    expect(session.getState().mode).toBe('json');
  });
});

describe('a value that does not exist yet', () => {
  test('is untouched until something is typed', () => {
    const { session, type } = open(null, 'json', '{"a":1}');

    expect(session.getState().isDirty).toBe(false);
    type('{"a":2}');
    expect(session.getState().isDirty).toBe(true);
  });

  test('becomes text from whatever is there, and an object again on the way back', () => {
    const { session, type } = open(null);
    type('{"a":1}');

    session.setMode('text');
    expect(session.getState().check.compact).toBe('"{\\"a\\":1}"');
    session.setMode('json');
    expect(session.getState().check.compact).toBe('{"a":1}');
  });

  test('what was no JSON is a string once it was text', () => {
    const { session, type } = open(null);
    type('select 1;');

    session.setMode('text');
    session.setMode('json');

    expect(session.getText()).toBe('"select 1;"');
  });
});

test('a large draft counts as changed until it is read to the end', async () => {
  const saved = JSON.stringify(Array.from({ length: 60_000 }, (_, at) => at));
  const { session, type } = open(saved);
  expect(session.getState()).toMatchObject({ isChecking: true, isDirty: false });

  type(`${session.getText()} `);
  expect(session.getState()).toMatchObject({ isChecking: true, isDirty: true });

  const check = await session.settle();
  expect(check.compact).toBe(minifyJson(saved));
  expect(session.getState()).toMatchObject({ isChecking: false, isDirty: false });
});
