import { parse, type TadaDocumentNode } from 'gql.tada';
import { api } from '#ui/shared/api.ts';
import { createBatch } from '#ui/shared/load/batch.ts';

/** A version and whether the text of its value, and of the one before it, is read as well. */
interface WantedPair {
  readonly id: string;
  readonly version: number;
  readonly withText: boolean;
}

/** A version of a pair, as far as a difference needs it. */
interface ComparedVersion {
  readonly version: number;
  readonly size: number | null;
  readonly preview: string | null;
  /** Undefined if it was not read. */
  readonly value_text?: string | null;
}

/** The newest of a pair up to a version; at most two. */
type Answers = Readonly<Record<string, readonly ComparedVersion[]>>;

/** How often a document may ask for the same field under another name. */
const MOST_AT_ONCE = 20;

/** Versions with the one before each, in one request for all that are asked for in the same moment. */
export const fetchVersionPair = createBatch(async (wanted: readonly WantedPair[]) => {
  const declared = wanted.map((_, index) => `$id${index}: UUID!, $before${index}: Int!`);
  const fields = wanted.map(
    ({ withText }, index) =>
      `of${index}: key_value_version(key_value_id: $id${index}, before_version: $before${index}, limit: 2) {
        version size preview ${withText ? 'value_text' : ''}
      }`,
  );
  const document = parse(`query GetVersionPairs(${declared.join()}) { ${fields.join(' ')} }`);
  const variables = Object.fromEntries(
    wanted.flatMap(({ id, version }, index) => [
      [`id${index}`, id],
      [`before${index}`, version + 1],
    ]),
  );
  const answers = await api.query(document as TadaDocumentNode<Answers, Record<string, unknown>>, variables);
  return wanted.map(({ version }, index) => {
    const found = answers[`of${index}`] ?? [];
    return {
      made: found.find((each) => each.version === version),
      before: found.find((each) => each.version < version),
    };
  });
}, MOST_AT_ONCE);
