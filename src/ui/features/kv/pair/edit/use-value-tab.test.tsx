// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ValueSession } from '#ui/shared/editor/session/value-session.ts';
import type { PairTab } from '../pair-tab.ts';
import { useValueTab } from './use-value-tab.ts';

/** The editor, which is there only while its tab is. */
function open(initialTab: PairTab) {
  const session = new ValueSession({ saved: '1', mode: 'json', checker: { check: vi.fn(), dispose: vi.fn() } });
  const focus = vi.spyOn(session, 'focus');
  const onSave = vi.fn();
  const onNote = vi.fn();
  let tab = initialTab;
  const onTabChange = vi.fn((next: PairTab) => {
    tab = next;
  });
  const rendered = renderHook(() => useValueTab({ tab, session, onTabChange, onSave, onNote }));
  return {
    ...rendered,
    focus,
    onSave,
    onNote,
    onTabChange,
    load: () =>
      act(() =>
        session.attach({
          ...{ getText: () => '1', getLength: () => 1, getTextState: () => ({ document: 'json', step: 1 }) },
          ...{ replaceText: vi.fn(), showJson: vi.fn(), showText: vi.fn(), goTo: vi.fn(), focus: vi.fn() },
          onChange: vi.fn(),
        }),
      ),
  };
}

afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});

test('the value has the focus once its editor is there', () => {
  const { result, rerender, load, focus, onTabChange } = open('history');
  act(() => result.current());
  rerender();
  expect(onTabChange).toHaveBeenCalledExactlyOnceWith('value');
  expect(focus).not.toHaveBeenCalled();

  load();
  expect(focus).toHaveBeenCalledOnce();
});

test('it does not take the focus from a person who types elsewhere', () => {
  const { result, rerender, load, focus } = open('history');
  act(() => result.current());
  rerender();
  document.body.innerHTML = '<input>';
  document.querySelector('input')?.focus();

  load();
  expect(focus).not.toHaveBeenCalled();
});

test('Ctrl+S saves from another tab and shows where the outcome appears', () => {
  const { onSave, onTabChange } = open('use');
  const event = new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true, cancelable: true });
  act(() => void document.body.dispatchEvent(event));

  expect(onSave).toHaveBeenCalledOnce();
  expect(onTabChange).toHaveBeenCalledExactlyOnceWith('value');
  expect(event.defaultPrevented).toBe(true);
});

test('Ctrl+Shift+S asks for a note first', () => {
  const { onSave, onNote } = open('value');

  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'S', ctrlKey: true, shiftKey: true }));

  expect(onNote).toHaveBeenCalledOnce();
  expect(onSave).not.toHaveBeenCalled();
});
