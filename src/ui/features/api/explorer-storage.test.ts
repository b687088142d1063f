import { expect, test } from 'vitest';
import { withoutHeaders } from './explorer-storage.ts';

test('headers are kept nowhere, however deep', () => {
  const stored = JSON.stringify({ queries: [{ query: '{ a }', headers: '{"authorization":"Bearer secret"}' }] });

  expect(withoutHeaders(stored)).toBe('{"queries":[{"query":"{ a }"}]}');
});

test('variables are text and stay to the digit', () => {
  const stored = JSON.stringify({ tabs: [{ variables: '{"v":12345678901234567890,"w":1.0}' }] });

  expect(withoutHeaders(stored)).toBe(stored);
});

test('a document is kept as it is', () => {
  expect(withoutHeaders('{ headers }')).toBe('{ headers }');
});
