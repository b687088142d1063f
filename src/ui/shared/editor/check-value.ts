import { utf8Length } from '#contract/limits.ts';
import { findJsonProblem, findRepeatedMembers, type JsonType, jsonTypeOf, minifyJson } from '#json/text.ts';
import { showEscapedCharacters } from './json-escapes.ts';

/** A place in a text: its line and column count from 1, its offset from 0; columns and offsets in UTF-16 units. */
export interface Spot {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A member that an earlier one of the same object has the name of. */
interface RepeatedName {
  readonly name: string;
  readonly firstLine: number;
  readonly spot: Spot;
}

/** What a draft of a value amounts to. */
export interface ValueCheck {
  /** The JSON text that saving stores, without insignificant white space; undefined while the draft is no JSON. */
  readonly compact: string | undefined;
  readonly type: JsonType | undefined;
  /** UTF-8 bytes of `compact`, or of the draft while it is no JSON. */
  readonly sizeBytes: number;
  /** Nothing but white space: no mistake, but no value either. */
  readonly isBlank: boolean;
  /** What keeps the draft from being JSON. */
  readonly problem: { readonly message: string; readonly spot: Spot } | undefined;
  /** Legal and kept, but few readers see both. Only the first ones. */
  readonly repeated: readonly RepeatedName[];
  readonly repeatedCount: number;
  /** There are escapes that could be shown as the characters they stand for. */
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

/** Reads a draft of JSON text. Lines end in `\n`. */
export function checkJson(draft: string): ValueCheck {
  const problem = findJsonProblem(draft);
  if (problem) {
    const isBlank = draft.trim() === '';
    return {
      compact: undefined,
      type: undefined,
      sizeBytes: utf8Length(draft),
      isBlank,
      problem: {
        message: isBlank ? 'There is no value yet.' : problem.message,
        spot: toSpot(draft, problem.offset),
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

/** What is known without reading it again: `compact` is stored, so it is valid. */
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
