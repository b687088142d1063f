// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setSingleKeys } from '#ui/shared/keys/keyboard.ts';
import { releaseTyping, setTypingTarget } from '#ui/shared/keys/typed-ahead.ts';
import type { PairActions } from './actions/pair-actions-context.ts';
import type { PairRows } from './list/use-pair-rows.ts';
import { useKvKeys } from './use-kv-keys.ts';

const called = { focusRow: vi.fn(), open: vi.fn(), onShowValue: vi.fn(), onNew: vi.fn(), onClose: vi.fn() };

/** The keys of the rows. */
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const rows = {
  at: (index: number) => (KEYS[index] === undefined ? undefined : { key: KEYS[index] }),
  indexOf: (isPair: (pair: { key: string }) => boolean) => KEYS.findIndex((key) => isPair({ key })),
} as unknown as PairRows;

interface PressOptions {
  isPairOpen?: boolean;
  hasTable?: boolean;
  openKey?: string | null;
}

function press(
  keys: string,
  { isPairOpen = false, hasTable = true, openKey = isPairOpen ? 'c' : null }: PressOptions = {},
) {
  const searchField = document.querySelector<HTMLInputElement>('[type=search]');
  renderHook(() =>
    useKvKeys({
      ...called,
      table: { current: hasTable ? { activeIndex: 3, focusRow: called.focusRow, scrollToRow: () => {} } : null },
      rows,
      actions: { open: called.open } as unknown as PairActions,
      searchField: { current: searchField },
      openKey,
    }),
  );
  return userEvent.setup().keyboard(keys);
}

const callsOf = () => Object.entries(called).flatMap(([name, { mock }]) => mock.calls.map((given) => [name, ...given]));

beforeEach(() => {
  vi.clearAllMocks();
  setSingleKeys(true);
  document.body.innerHTML = '<input type="search" value="etl"><input id="other"><button>somewhere</button>';
});

afterEach(() => {
  cleanup();
  releaseTyping();
  document.body.innerHTML = '';
});

test.each([
  ['n', {}, [['onNew']]],
  ['j', {}, [['focusRow', 3]]],
  ['k', {}, [['focusRow', 3]]],
  ['j', { hasTable: false }, []],
  ['j', { isPairOpen: true }, [['focusRow', 3], ['open']]],
  ['k', { isPairOpen: true }, [['focusRow', 1], ['open']]],
  ['k', { openKey: 'a' }, [['focusRow', -1]]],
  ['j', { openKey: 'f' }, [['focusRow', 6]]],
  // A pair that the search has hidden: on to the row that has the focus.
  ['j', { openKey: 'not in the list' }, [['focusRow', 3], ['open']]],
  ['e', {}, []],
  ['{Escape}', {}, []],
  ['{Escape}', { isPairOpen: true }, [['onClose']]],
  ['x', { isPairOpen: true }, []],
  ['{Alt>}n{/Alt}', {}, []],
])('%s with %j', async (keys, state, calls) => {
  await press(keys, state);
  expect(callsOf().map(([name, ...given]) => [name, ...given.filter((value) => typeof value === 'number')])).toEqual(
    calls,
  );
});

test.each(['/', '{Control>}k{/Control}'])('%s goes to the search, over what is in it', async (keys) => {
  await press(keys);
  const field = document.activeElement as HTMLInputElement;
  expect(field.type).toBe('search');
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 3]);
});

test('in the pane, j and k leave the focus there', async () => {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<section data-side-pane tabindex="-1"><button>Copy</button></section>',
  );
  document.querySelector<HTMLElement>('section button')?.focus();
  await press('j', { isPairOpen: true });
  expect(called.open).toHaveBeenCalledExactlyOnceWith('d');
  expect(called.focusRow).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(document.querySelector('section'));
});

test('Ctrl+K goes to the search before the editor takes it for the start of a longer shortcut', async () => {
  document.body.insertAdjacentHTML('beforeend', '<div class="monaco-editor"><textarea></textarea></div>');
  const field = document.querySelector('textarea');
  const taken = vi.fn((event: KeyboardEvent) => event.stopPropagation());
  field?.addEventListener('keydown', taken);
  field?.focus();
  await press('{Control>}k{/Control}');
  expect((document.activeElement as HTMLInputElement).type).toBe('search');
  expect(taken.mock.calls.map(([event]) => event.key)).toEqual(['Control']);
});

describe('leaves a key alone', () => {
  test.each(['n', 'j', '/', 'e'])('%s in a field', async (key) => {
    const field = document.querySelector<HTMLInputElement>('#other');
    field?.focus();
    await press(key, { isPairOpen: true });
    expect(callsOf()).toEqual([]);
    expect(field?.value).toBe(key);
    expect(document.activeElement).toBe(field);
  });

  test.each(['n', 'j', '/', 'e', '{Escape}', '{Control>}k{/Control}'])('%s while a dialog is open', async (key) => {
    document.body.insertAdjacentHTML('beforeend', '<div role="dialog" aria-modal="true"></div>');
    await press(key, { isPairOpen: true });
    expect(callsOf()).toEqual([]);
    expect(document.activeElement).toBe(document.body);
  });

  test.each(['n', 'j', '/', 'e'])('%s when single keys are off', async (key) => {
    setSingleKeys(false);
    await press(key, { isPairOpen: true });
    expect(callsOf()).toEqual([]);
    expect(document.activeElement).toBe(document.body);
  });
});

describe('e', () => {
  function addEditor() {
    const place = document.querySelector('[data-value-editor]');
    if (!place) throw new Error('no place');
    place.innerHTML = '<div class="monaco-editor"><textarea></textarea></div>';
    const field = place.querySelector('textarea') as HTMLTextAreaElement;
    // Nothing has a size in jsdom.
    field.getClientRects = () => [{}] as unknown as DOMRectList;
    let text = '';
    setTypingTarget(place.children[0] as Element, {
      type: (typed) => (text += typed),
      erase: () => (text = text.slice(0, -1)),
    });
    return { field, text: () => text };
  }

  test('goes to the editor, behind another tab too', async () => {
    document.body.insertAdjacentHTML('beforeend', '<div data-value-editor></div>');
    const editor = addEditor();
    await press('e', { isPairOpen: true });
    expect(called.onShowValue).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(editor.field);
    expect(editor.text()).toBe('');
  });

  test('keeps what is typed until the editor is there; no other key works then', async () => {
    document.body.insertAdjacentHTML('beforeend', '<div data-value-editor></div>');
    await press('en/jx{Backspace}{Enter}', { isPairOpen: true });
    expect(callsOf()).toEqual([['onShowValue']]);

    const editor = addEditor();
    await vi.waitFor(() => expect(document.activeElement).toBe(editor.field));
    expect(editor.text()).toBe('n/j\n');
  });

  test.each([
    ['there is nothing to wait for', ''],
    ['the editor could not be loaded', '<div data-value-editor><p role="alert"></p></div>'],
  ])('waits for nothing when %s', async (_case, html) => {
    document.body.insertAdjacentHTML('beforeend', html);
    await press('en', { isPairOpen: true });
    expect(called.onNew).toHaveBeenCalledOnce();
  });

  test('is called off by Escape, which then closes nothing', async () => {
    document.body.insertAdjacentHTML('beforeend', '<div data-value-editor></div>');
    await press('ex{Escape}n', { isPairOpen: true });
    expect(called.onClose).not.toHaveBeenCalled();
    expect(called.onNew).toHaveBeenCalledOnce();
  });
});
