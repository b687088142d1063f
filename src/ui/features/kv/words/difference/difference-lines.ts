import { diffJson, formatPath } from '#json/diff.ts';
import { visibleText } from '../key-text.ts';

const MAX_LINES = 3;
const MAX_CHARACTERS = 48;
const MAX_PATH_CHARACTERS = 80;

/** A changed part of a value, for display. */
interface DifferenceLine {
  /** The path; empty for the whole value. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

interface DifferenceLines {
  readonly lines: readonly DifferenceLine[];
  /** The number of differences not in `lines`. */
  readonly more: number;
}

function shorten(text: string, most: number): string {
  // A character is at least one UTF-16 unit, so the start of a long text is enough.
  const characters = [...text.slice(0, 2 * most + 2)];
  return visibleText(characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join(''));
}

/** The first differences between two compact JSON texts. */
export function toDifferenceLines(before: string, after: string): DifferenceLines {
  const { differences, count } = diffJson(before, after, MAX_LINES);
  return {
    lines: differences.map((difference) => ({
      path: shorten(formatPath(difference.path), MAX_PATH_CHARACTERS),
      before: difference.before && shorten(difference.before, MAX_CHARACTERS),
      after: difference.after && shorten(difference.after, MAX_CHARACTERS),
    })),
    more: count - differences.length,
  };
}
