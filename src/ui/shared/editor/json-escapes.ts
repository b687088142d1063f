const ESCAPES = /\\[^u]|(?:\\u[0-9a-fA-F]{4})+/g;
// Quotes and backslashes have to stay escaped; what cannot be seen is better read as an escape.
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/**
 * JSON text with `\u` escapes of printable characters written as the characters. Python writes every letter
 * beyond ASCII as an escape. The value is the same; every other character of the text stays as it was.
 */
export function showEscapedCharacters(json: string): string {
  if (!json.includes('\\u')) return json;
  return json.replace(ESCAPES, (escapes) => {
    if (!escapes.startsWith('\\u')) return escapes;
    // A run at once: both halves of a surrogate pair belong together.
    const characters = [...(JSON.parse(`"${escapes}"`) as string)];
    let at = 0;
    return characters
      .map((character) => {
        const written = escapes.slice(at, at + character.length * 6);
        at += character.length * 6;
        return PRINTABLE.test(character) && !/["\\]/.test(character) ? character : written;
      })
      .join('');
  });
}
