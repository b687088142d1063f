import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withServer } from './credentials.ts';
import { changeCredentials } from './credentials-file.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kv-credentials-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const directory = () => join(home, 'kv-store');
const change = (then?: () => void) =>
  changeCredentials({ XDG_CONFIG_HOME: home }, (saved) => {
    then?.();
    return withServer(saved, 'http://127.0.0.1:4200', { api_key: 'k' });
  });

test('the file is made with its directory, for its owner alone, and nothing else stays', () => {
  const file = change();

  expect(file).toBe(join(directory(), 'credentials.json'));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ 'http://127.0.0.1:4200': { api_key: 'k' } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(directory()).mode & 0o777).toBe(0o700);
  expect(readdirSync(directory())).toEqual(['credentials.json']);
});

test('a file that cannot be replaced stays as it was, without a half one beside it', () => {
  const obstacle = () => {
    mkdirSync(join(directory(), 'credentials.json'));
    writeFileSync(join(directory(), 'credentials.json', 'kept'), '');
  };

  expect(() => change(obstacle)).toThrow(/credentials\.json/);

  expect(readdirSync(directory())).toEqual(['credentials.json']);
  expect(readdirSync(join(directory(), 'credentials.json'))).toEqual(['kept']);
});
