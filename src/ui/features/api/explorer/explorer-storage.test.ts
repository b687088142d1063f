import { expect, test } from 'vitest';
import { withoutHeaders } from './explorer-storage.ts';

test('headers are never stored, however deep they are', () => {
  const stored = JSON.stringify({ queries: [{ query: '{ a }', headers: '{"authorization":"Bearer secret"}' }] });

  expect(withoutHeaders(stored)).toBe('{"queries":[{"query":"{ a }"}]}');
});

test('variables are text and keep every digit', () => {
  const stored = JSON.stringify({ tabs: [{ variables: '{"v":12345678901234567890,"w":1.0}' }] });

  expect(withoutHeaders(stored)).toBe(stored);
});

test('a document is stored unchanged', () => {
  expect(withoutHeaders('{ headers }')).toBe('{ headers }');
});
