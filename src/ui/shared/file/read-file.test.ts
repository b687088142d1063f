import { describe, expect, test } from 'vitest';
import { keyOfFile } from './key-of-file.ts';
import { readFile } from './read-file.ts';

const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>) => ({
  name,
  size: bytes.byteLength,
  arrayBuffer: async () => bytes.buffer,
});
const text = (name: string, content: string) => fileOf(name, new TextEncoder().encode(content));

describe('a dropped file', () => {
  test.each([
    ['JSON keeps every digit', 'a.json', '{"n":1.0}', '{\n  "n": 1.0\n}'],
    ['JSON under another name too', 'a.txt', '12345678901234567890', '12345678901234567890'],
    ['JSON with a mistake stays as it is', 'a.JSON', '{"n":', '{"n":'],
    ['a text is a string', 'tls.pem', '-----BEGIN\r\nx\n', '"-----BEGIN\\r\\nx\\n"'],
    ['a byte order mark is not part of the text', 'a.json', '\ufeff[1]', '[\n  1\n]'],
  ])('%s', async (_what, name, content, json) => {
    expect(await readFile(text(name, content))).toEqual({ json });
  });

  test('that is no text, or too large, is not opened, and it is said why', async () => {
    expect(await readFile(fileOf('a.png', new Uint8Array([0x89, 0xff, 0xfe])))).toEqual({
      obstacle: '“a.png” is not a text file.',
    });
    expect(await readFile({ ...text('dump.json', '1'), size: 12 * 1_024 * 1_024 })).toEqual({
      obstacle: '“dump.json” has 12 MB. A value has at most 1 MB.',
    });
  });
});

test('its name suggests a key', () => {
  expect(['config.json', 'notes.TXT', 'tls.pem', 'Makefile'].map(keyOfFile)).toEqual([
    'config',
    'notes',
    'tls.pem',
    'Makefile',
  ]);
});
