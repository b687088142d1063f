import { utf8Length } from '#contract/limits.ts';
import { findJsonProblem, findRepeatedMembers, type JsonType, jsonTypeOf, minifyJson } from '#json/text.ts';
import { showEscapedCharacters } from './json-escapes.ts';
import { findOddCharacter } from './odd-character.ts';

/** A place in a text. Line and column count from 1, the offset from 0; columns and offsets are UTF-16 units. */
export interface Spot {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A member whose name already appeared in the same object. */
interface RepeatedName {
  readonly name: string;
  readonly firstLine: number;
  readonly spot: Spot;
}

/** The result of checking a draft. */
export interface ValueCheck {
  /** The JSON text to save, without insignificant white space; undefined while the draft is not JSON. */
  readonly compact: string | undefined;
  readonly type: JsonType | undefined;
  /** UTF-8 bytes of `compact`, or of the draft while it is not JSON. */
  readonly sizeBytes: number;
  /** Only white space: not an error, but not a value either. */
  readonly isBlank: boolean;
  /** Set while the draft is not JSON. */
  readonly problem: { readonly message: string; readonly spot: Spot } | undefined;
  /** The first few repeated names. They are legal and stored, but few readers see both. */
  readonly repeated: readonly RepeatedName[];
  readonly repeatedCount: number;
  /** Whether some escapes could be shown as their characters. */
  readonly hasReadableEscapes: boolean;
}

const SHOWN_REPEATED = 3;

export function toSpot(text: string, offset: number): Spot {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { offset, line, column: offset - lineStart + 1 };
}

/** Checks a draft of JSON text. Lines end in `\n`. */
export function checkJson(draft: string): ValueCheck {
  const problem = findJsonProblem(draft);
  if (problem) {
    const isBlank = draft.trim() === '';
    const { message, offset } = findOddCharacter(draft, problem.offset) ?? problem;
    return {
      compact: undefined,
      type: undefined,
      sizeBytes: utf8Length(draft),
      isBlank,
      problem: {
        message: isBlank ? 'Enter a value.' : message,
        spot: toSpot(draft, offset),
      },
      repeated: [],
      repeatedCount: 0,
      hasReadableEscapes: false,
    };
  }
  const compact = minifyJson(draft);
  const repeated = findRepeatedMembers(draft);
  return {
    compact,
    type: jsonTypeOf(compact),
    sizeBytes: utf8Length(compact),
    isBlank: false,
    problem: undefined,
    repeated: repeated.slice(0, SHOWN_REPEATED).map(({ name, firstOffset, offset }) => ({
      name,
      firstLine: toSpot(draft, firstOffset).line,
      spot: toSpot(draft, offset),
    })),
    repeatedCount: repeated.length,
    hasReadableEscapes: showEscapedCharacters(compact) !== compact,
  };
}

/** The check of a stored value. It is valid already, so it is not read again. */
export function assumeStored(compact: string): ValueCheck {
  return {
    compact,
    type: jsonTypeOf(compact),
    sizeBytes: utf8Length(compact),
    isBlank: false,
    problem: undefined,
    repeated: [],
    repeatedCount: 0,
    hasReadableEscapes: false,
  };
}
