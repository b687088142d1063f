/**
 * Characters without a shape of their own: zero-width and bidirectional ones, selectors, tags, fillers, odd spaces, line
 * ends.
 */
const UNSEEN = String.raw`[\p{Default_Ignorable_Code_Point}\x80-\x9f\u2028\u2029\u2800\ufff9-\ufffb[\p{Zs}--\x20]]`;

/** An emoji may be made with some of them; without them it is another one, which looks different. */
const EMOJI_OR_UNSEEN = `\\p{RGI_Emoji}|${UNSEEN}`;
let emojiOrUnseen: RegExp | undefined;
const HAS_UNSEEN = new RegExp(UNSEEN, 'v');
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gv');

/**
 * A character and its accents, where one character exists that looks the same; or a character that has another
 * form. The symbols for control characters stand for those.
 */
const ACCENTED = /\P{M}\p{M}+|[\u2400-\u2426\u212a\u212b\u2126\u0374\u037e\u0387\uf900-\ufaff]/gu;
const HAS_ACCENTED = new RegExp(ACCENTED.source, 'u');

/** `⟨U+200B⟩` */
const token = (character: string): string =>
  `\u27e8U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`;

/** The characters of a key that cannot be seen, or that look the same as others, as their code points. */
export function markUnseen(key: string): string {
  let marked = key;
  if (HAS_ACCENTED.test(marked))
    marked = marked.replace(ACCENTED, (text) => (isComposed(text) ? text : markRest(text)));
  // Recognising emoji takes 20 ms, and nearly no key needs it.
  if (!HAS_UNSEEN.test(marked)) return marked;
  emojiOrUnseen ??= new RegExp(EMOJI_OR_UNSEEN, 'gv');
  return marked.replace(emojiOrUnseen, (text) => (isSingle(text) && HAS_UNSEEN.test(text) ? token(text) : text));
}

/** The characters of a key that `markUnseen` marks, each once. */
export function findUnseen(key: string): readonly string[] {
  const found = [...markUnseen(key).matchAll(/\u27e8U\+([0-9A-F]{4,6})\u27e9/g)].map(([, code = '']) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  // A key may hold the text of a mark itself.
  return [...new Set(found)].filter((character) => key.includes(character));
}

/** The key without what cannot be seen, with the usual space and the usual form of each letter. */
export const plainKey = (key: string): string =>
  key.normalize('NFKC').replace(EVERY_UNSEEN, (text) => (/\p{Zs}/u.test(text) ? ' ' : ''));

const isComposed = (text: string) => text.normalize('NFC') === text && !/[\u2400-\u2426]/.test(text);
const isSingle = (text: string) => [...text].length === 1;

function markRest(text: string): string {
  const [base = '', ...accents] = text;
  return accents.length === 0 ? base + token(base) : base + accents.map(token).join('');
}
