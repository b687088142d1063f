const LEAST_CHARACTERS = 3;

/** Room for the numbers of so many lines, in characters: one more than they have, so that they do not touch the edge. */
export const lineNumberRoom = (lineCount: number): number => Math.max(LEAST_CHARACTERS, String(lineCount).length + 1);

/** The number of lines, counted up to `most`. */
export function countLines(text: string, most = Number.POSITIVE_INFINITY): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines < most; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
