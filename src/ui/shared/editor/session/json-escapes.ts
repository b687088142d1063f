const ESCAPES = /\\[^u]|(?:\\u[0-9a-fA-F]{4})+/g;
// Quotes and backslashes have to stay escaped; invisible characters are easier to read as escapes.
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/**
 * JSON text with `\u` escapes of printable characters replaced by the characters, because Python escapes everything
 * outside ASCII. The value is the same; every other character of the text is unchanged.
 */
export function showEscapedCharacters(json: string): string {
  if (!json.includes('\\u')) return json;
  return json.replace(ESCAPES, (escapes) => {
    if (!escapes.startsWith('\\u')) return escapes;
    // Decoded as a run, because both halves of a surrogate pair belong together.
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
