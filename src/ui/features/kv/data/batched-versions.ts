import { parse, type TadaDocumentNode } from 'gql.tada';
import { api } from '#ui/shared/api.ts';
import { createBatch } from '#ui/shared/load/batch.ts';

interface WantedVersion {
  /** Of the pair. */
  readonly id: string;
  readonly version: number;
}

/** A version with its value. */
interface StoredVersion {
  readonly version: number;
  readonly type: string | null;
  readonly size: number | null;
  readonly value_text: string | null;
  readonly created: string;
  readonly created_by: string;
}

/** A version of a pair, as far as a difference needs it. */
interface ComparedVersion {
  readonly version: number;
  readonly size: number | null;
  readonly preview: string | null;
  /** Undefined if it was not read. */
  readonly value_text?: string | null;
}

/** How often a document may ask for the same field under another name. */
const MOST_AT_ONCE = 20;

/** Versions with their values, null if no longer stored: one request for all that are asked for in the same moment. */
export const fetchVersion = createBatch(
  (wanted: readonly WantedVersion[]) =>
    askForEach<StoredVersion | null, WantedVersion>(
      'GetVersions',
      wanted,
      (id, version) => `key_value_version_by_pk(key_value_id: ${id}, version: ${version}) {
        version type size value_text created created_by
      }`,
    ),
  MOST_AT_ONCE,
);

/** Versions with the one before each, and their values `withText`: one request for all, as above. */
export const fetchVersionPair = createBatch(
  async (wanted: readonly (WantedVersion & { readonly withText: boolean })[]) => {
    const answers = await askForEach<readonly ComparedVersion[], (typeof wanted)[number]>(
      'GetVersionPairs',
      wanted.map((one) => ({ ...one, version: one.version + 1 })),
      (id, before, { withText }) => `key_value_version(key_value_id: ${id}, before_version: ${before}, limit: 2) {
        version size preview ${withText ? 'value_text' : ''}
      }`,
    );
    return wanted.map(({ version }, index) => ({
      made: answers[index]?.find((each) => each.version === version),
      before: answers[index]?.find((each) => each.version < version),
    }));
  },
  MOST_AT_ONCE,
);

/** The answers to one field, asked once for each, in their order. `toField` gets the names of the two variables. */
async function askForEach<Answer, Wanted extends WantedVersion>(
  name: string,
  wanted: readonly Wanted[],
  toField: (id: string, version: string, one: Wanted) => string,
): Promise<readonly Answer[]> {
  const declared = wanted.map((_, index) => `$id${index}: UUID!, $version${index}: Int!`);
  const fields = wanted.map((one, index) => `of${index}: ${toField(`$id${index}`, `$version${index}`, one)}`);
  const document = parse(`query ${name}(${declared.join()}) { ${fields.join(' ')} }`);
  const variables = Object.fromEntries(
    wanted.flatMap(({ id, version }, index) => [
      [`id${index}`, id],
      [`version${index}`, version],
    ]),
  );
  type Answers = Readonly<Record<string, Answer>>;
  const answers = await api.query(document as TadaDocumentNode<Answers, Record<string, unknown>>, variables);
  return wanted.map((_, index) => answers[`of${index}`] as Answer);
}
