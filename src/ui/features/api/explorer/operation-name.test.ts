import { expect, test } from 'vitest';
import { toOperationName } from './operation-name.ts';

test('an operation of the document is run', () => {
  expect(toOperationName('query A { a } query B { b }', 'B')).toBe('B');
});

test('an operation of another document is not requested', () => {
  expect(toOperationName('query A { a } fragment B on C { c }', 'B')).toBeUndefined();
});

test('without a name the server chooses the operation', () => {
  expect(toOperationName('{ a }', null)).toBeUndefined();
  expect(toOperationName('{ a }', undefined)).toBeUndefined();
});

test('an invalid document is left to the server', () => {
  expect(toOperationName('query A {', 'A')).toBe('A');
});
