import type { OpenPair } from '#contract/page/page-queries.ts';
import { diffJson, formatPath } from '#json/diff.ts';
import { formatCount } from '#ui/shared/text/format.ts';
import type { Base } from '../../data/base.ts';
import { visibleText } from '../../words/key-text.ts';

const SHOWN_PATHS = 2;

/** What a save took in of others: a sentence, and the part of it that is data. */
export interface SavedTogether {
  readonly text: string;
  readonly exact: string;
}

/** `base` is the version that the draft was made from, `theirs` the newest that the save took in. */
export function describeSavedTogether(
  base: Pick<Base, 'version' | 'valueText'>,
  theirs: Pick<OpenPair, 'version' | 'value_text' | 'updated_by'>,
  savedVersion: number,
): SavedTogether {
  const { differences, count } = diffJson(base.valueText ?? 'null', theirs.value_text, SHOWN_PATHS);
  const paths = differences.map(({ path }) => visibleText(formatPath(path)));
  const more = count - paths.length;
  const exact = joinWithAnd(more > 0 ? [...paths, `${formatCount(more)} more`] : paths);
  const saved = `Saved as version ${formatCount(savedVersion)}, together with`;
  const first = base.version + 1;
  if (first === theirs.version) {
    const changes = count === 1 ? 'change' : 'changes';
    return { text: `${saved} ${theirs.updated_by}'s ${changes} to ${exact}.`, exact };
  }
  // Others may have saved the versions in between, so a name would be a guess.
  const versions = `versions ${formatCount(first)} to ${formatCount(theirs.version)}`;
  return { text: `${saved} ${versions} (${exact}).`, exact };
}

const joinWithAnd = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
