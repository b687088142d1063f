import { MAX_VALUE_BYTES } from '#contract/limits.ts';
import { formatJson } from '#json/format.ts';
import { findJsonProblem } from '#json/text.ts';
import { formatBytes } from '#ui/shared/text/format.ts';

/** White space may make a file larger than the value in it, but not beyond this. */
const MOST_BYTES = 4 * MAX_VALUE_BYTES;

/** A file as the text of a value, or why it cannot be one, as a sentence. */
export type FileValue = { readonly json: string } | { readonly obstacle: string };

/** Reads a file as JSON text, which may have mistakes if it is called `.json`. Any other text becomes a JSON string. */
export async function readFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<FileValue> {
  if (file.size > MOST_BYTES) {
    return {
      obstacle: `“${file.name}” has ${formatBytes(file.size)}. A value has at most ${formatBytes(MAX_VALUE_BYTES)}.`,
    };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return { obstacle: `“${file.name}” is not a text file.` };
  }
  if (findJsonProblem(text) === undefined) return { json: formatJson(text) };
  return { json: /\.json$/i.test(file.name) ? text : JSON.stringify(text) };
}
