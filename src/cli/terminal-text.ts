import type { Io, Output } from './io.ts';

/** Control characters, which a terminal executes instead of showing them, and characters that change text direction. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Escapes control characters as JSON does; `lines` keeps line breaks and tabs, for text over several lines. */
export function escapeForTerminal(text: string, escaping: 'one line' | 'lines'): string {
  return text.replace(UNSEEN, (character) => {
    if (escaping === 'lines' && (character === '\n' || character === '\t')) return character;
    return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const COLOURS = { red: 31, dim: 2 } as const;

/** Colours text at a terminal, unless NO_COLOR is set. */
export function paint(text: string, colour: keyof typeof COLOURS, output: Output, { NO_COLOR }: Io['env']): string {
  return output.isTerminal && !NO_COLOR ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
}

/** Lines with aligned columns, the head first. The last column is as wide as it likes. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.slice(0, -1).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
