import { expect, test } from 'vitest';
import { isComposing, isSaveKey, keyName } from './key-name.ts';

const press = (key: string, code: string, more: object = {}) => ({
  ...{ key, code, keyCode: 0, ctrlKey: false, metaKey: false },
  ...more,
});

test.each([
  ['s', 'KeyS', 's'],
  ['S', 'KeyS', 'S'],
  ['ы', 'KeyS', 's'],
  ['Ы', 'KeyS', 's'],
  ['ת', 'Comma', 'ת'],
  ['ψ', 'KeyC', 'c'],
  // Dvorak and French keyboards type Latin letters: what is typed counts, not where.
  ['o', 'KeyS', 'o'],
  ['é', 'Digit2', 'é'],
  ['/', 'Slash', '/'],
  ['Enter', 'Enter', 'Enter'],
])('%s on %s is %s', (key, code, name) => {
  expect(keyName(press(key, code))).toBe(name);
});

test('keys of an input method are none of ours, in any browser', () => {
  const composed = [
    press('Enter', 'Enter', { isComposing: true }),
    press('Enter', 'Enter', { keyCode: 229 }),
    press('ArrowDown', 'ArrowDown', { nativeEvent: { isComposing: true } }),
  ];
  for (const event of composed) {
    expect(isComposing(event)).toBe(true);
    expect(keyName(event)).toBe('');
  }
  expect(isComposing(press('Enter', 'Enter'))).toBe(false);
});

test('saving works with Ctrl and Cmd, on keyboards of other scripts too', () => {
  expect(isSaveKey(press('ы', 'KeyS', { ctrlKey: true }))).toBe(true);
  expect(isSaveKey(press('S', 'KeyS', { metaKey: true }))).toBe(true);
  expect(isSaveKey(press('Enter', 'Enter', { ctrlKey: true }))).toBe(true);
  expect(isSaveKey(press('Enter', 'Enter', { ctrlKey: true, keyCode: 229 }))).toBe(false);
  expect(isSaveKey(press('s', 'KeyS'))).toBe(false);
  expect(isSaveKey(press('x', 'KeyX', { ctrlKey: true }))).toBe(false);
});
