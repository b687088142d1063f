import { plainKey } from './unseen.ts';

/** What is easily pasted with a key, before it and after it. */
const BEFORE = [' ', '\ufeff', '\u200b'];
const AFTER = [' ', '\n', '\r', '\r\n', '\t', '\u00a0', '\u200b', '\ufeff'];

/** Other keys that look like this one or nearly so: those worth looking for before a pair is created. */
export function lookAlikes(key: string): readonly string[] {
  const plain = plainKey(key);
  const all = [
    ...[plain, plain.trim(), key.trim(), key.normalize('NFC'), key.normalize('NFD')],
    ...[key.replaceAll(' ', '\u00a0'), key.replaceAll('\u00a0', ' ')],
    ...BEFORE.map((text) => text + key),
    ...AFTER.map((text) => key + text),
  ];
  return [...new Set(all)].filter((candidate) => candidate !== key && candidate !== '');
}
