import { countLines } from '#ui/shared/editor/line-numbers.ts';

const LINE_PX = 21;
const PADDING_PX = 32;
/** More lines than any screen has. */
const MOST_LINES = 200;

/**
 * A CSS height for an editor that shows these texts: as high as the longest, within bounds. It is known before the editor
 * is loaded, so that the dialog around it does not jump.
 */
export function fitHeight(texts: readonly string[], most = '60vh'): string {
  return `clamp(120px, ${Math.max(...texts.map((text) => countLines(text, MOST_LINES))) * LINE_PX + PADDING_PX}px, ${most})`;
}
