// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { focusInDialog, focusWithin, holdTyping, releaseTyping } from './typed-ahead.ts';

const onPageKey = vi.fn();
const press = (key: string, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event;
};

/** jsdom has no editing commands. */
const execCommand = vi.fn((command: string, _ui?: boolean, text = '') => {
  const field = document.activeElement as HTMLInputElement;
  field.value = command === 'delete' ? field.value.slice(0, -1) : field.value + text;
  return true;
});

function openDialog(html: string) {
  document.body.insertAdjacentHTML('beforeend', `<div role="dialog" aria-modal="true">${html}</div>`);
  const first = document.querySelector<HTMLElement>('[role=dialog] input, [role=dialog] button');
  first?.focus();
  return first;
}

beforeEach(() => {
  vi.clearAllMocks();
  Object.assign(document, { execCommand });
  document.addEventListener('keydown', onPageKey);
});

afterEach(() => {
  releaseTyping();
  document.removeEventListener('keydown', onPageKey);
  document.body.innerHTML = '';
});

test('no other key works until the field has the focus; then it has what was typed, and keys are free again', () => {
  holdTyping({ findFocused: focusInDialog });
  for (const key of ['a', 'b', 'Backspace', '/', 'Tab', 'ArrowDown']) expect(press(key).defaultPrevented).toBe(true);
  expect(onPageKey).not.toHaveBeenCalled();

  const field = openDialog('<input>') as HTMLInputElement;
  // What is typed now comes after what was typed before.
  expect(press('c').defaultPrevented).toBe(false);
  expect(field.value).toBe('a/');
  expect(onPageKey).toHaveBeenCalledOnce();
});

test('a person who moves to another field types there, and what was awaited does not take the focus', () => {
  document.body.innerHTML = '<input id="search"><div id="editor" tabindex="-1" hidden></div>';
  const editor = document.querySelector<HTMLElement>('#editor');
  const search = document.querySelector<HTMLInputElement>('#search');
  const findFocused = vi.fn(() => {
    if (editor?.hidden) return null;
    editor?.focus();
    return editor;
  });
  holdTyping({ findFocused });
  press('x');

  search?.focus();
  expect(press('a').defaultPrevented).toBe(false);
  if (editor) editor.hidden = false;
  expect(press('b').defaultPrevented).toBe(false);

  expect(document.activeElement).toBe(search);
  expect(onPageKey).toHaveBeenCalledTimes(2);
});

test('what is awaited may take the focus by itself', () => {
  document.body.innerHTML = '<input id="field">';
  const field = document.querySelector<HTMLInputElement>('#field');
  let isThere = false;
  holdTyping({
    findFocused: () => {
      if (isThere) field?.focus();
      return isThere ? field : null;
    },
  });
  press('a');
  isThere = true;
  press('Shift');

  expect(field?.value).toBe('a');
  expect(press('b').defaultPrevented).toBe(false);
});

test('a key that is still pressed from the shortcut is not typed', () => {
  holdTyping({ findFocused: focusInDialog });
  press('n', { repeat: true });
  press('n', { repeat: true });
  press('x');
  press('x', { repeat: true });
  const field = openDialog('<input>') as HTMLInputElement;
  press('Shift');
  expect(field.value).toBe('xx');
});

test('Enter in a form submits it, in its turn', () => {
  const submitted: string[] = [];
  document.body.addEventListener('submit', (event) => {
    event.preventDefault();
    submitted.push((document.activeElement as HTMLInputElement).value);
  });
  holdTyping({ findFocused: focusInDialog });
  for (const key of ['a', 'Enter', 'b']) press(key);
  openDialog('<form><input></form>');
  press('Shift');
  expect(submitted).toEqual(['a']);
});

test('a dialog without a field gets nothing of it, not even Enter', () => {
  const clicked = vi.fn();
  document.body.addEventListener('click', clicked);
  holdTyping({ findFocused: focusInDialog });
  for (const key of ['y', 'Enter', ' ', 'Tab', 'Enter']) press(key);
  openDialog('<button>Delete</button>');
  press('Shift');
  expect(clicked).not.toHaveBeenCalled();
  expect(execCommand).not.toHaveBeenCalled();
});

test('Escape calls it off', () => {
  const onCancel = vi.fn();
  holdTyping({ findFocused: focusInDialog, onCancel });
  press('a');
  press('Escape');
  expect(onCancel).toHaveBeenCalledOnce();
  expect(onPageKey).not.toHaveBeenCalled();

  press('n');
  expect(onPageKey).toHaveBeenCalledOnce();
});

test('what is waited for next gets what was typed for the first', () => {
  holdTyping({ findFocused: focusWithin('.never') });
  press('a');
  holdTyping({ findFocused: focusInDialog });
  press('b');
  const field = openDialog('<input>') as HTMLInputElement;
  press('Shift');
  expect(field.value).toBe('ab');
});

test('what does not come holds nothing back', () => {
  holdTyping({ findFocused: focusInDialog, isComing: () => false });
  press('n');
  expect(onPageKey).toHaveBeenCalledOnce();

  holdTyping({ findFocused: focusInDialog });
  releaseTyping();
  press('n');
  expect(onPageKey).toHaveBeenCalledTimes(2);
});

test.each([
  ['s', true],
  ['k', true],
  ['t', false],
])('Ctrl+%s does nothing here; prevented in the browser: %s', (key, isPrevented) => {
  holdTyping({ findFocused: focusInDialog });
  expect(press(key, { ctrlKey: true }).defaultPrevented).toBe(isPrevented);
  expect(press('F5').defaultPrevented).toBe(false);
  expect(onPageKey).not.toHaveBeenCalled();
});
