import type { ExecutionResult, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { KvError } from '#contract/errors.ts';
import { takeStep } from '../../store/pairs/write-together.ts';
import { createRowWriter } from '../../store/programs/row-text.ts';
import type { PairStep, PairStepResult, PairStore } from '../../store/store.ts';
import type { WriteResult } from '../../store/writes.ts';
import type { WireError } from '../errors.ts';
import { stringifyExact } from './json-value.ts';
import { type Payload, type Success, toPayload, toSuccess } from './payloads.ts';
import { RowTemplate } from './row-template.ts';
import { type ErrorReport, type GraphqlAnswer, toFieldError, writeWhole } from './write-answer.ts';

const PAYLOAD = new RowTemplate<keyof Payload>([
  { name: 'id', property: 'id', type: 'text', form: 'text' },
  { name: 'version', property: 'version', type: 'Int', form: 'as it is' },
  { name: 'updated', property: 'updated', type: 'text', form: 'text' },
  { name: 'updated_by', property: 'updated_by', type: 'text', form: 'text' },
]);

const SUCCESS = new RowTemplate<keyof Success>([
  { name: 'success', property: 'success', type: 'Boolean', form: 'as it is' },
  { name: 'error', property: 'error', type: 'text', form: 'text' },
]);

const STEPS: readonly string[] = ['set_key_value', 'delete_key_value', 'rename_key_value', 'restore_key_value'];

/** Whether an operation is several writes of pairs, which are then one transaction. */
export function isWriteTogether({ operation, selectionSet: { selections } }: OperationDefinitionNode): boolean {
  return (
    operation === 'mutation' &&
    selections.length > 1 &&
    selections.every((field) => field.kind === 'Field' && STEPS.includes(field.name.value))
  );
}

interface DocumentWrite {
  readonly name: string;
  readonly step: PairStep;
  readonly locations: readonly { readonly line: number; readonly column: number }[] | undefined;
}

/**
 * The writes of such an operation. GraphQL reads all of them and works out what is selected of their answers, on a row
 * of markers, before any is made.
 */
export class DocumentWrites {
  readonly #writes: DocumentWrite[] = [];

  /** What a resolver answers for a write that is still to be made. */
  add(step: PairStep, { fieldNodes }: GraphQLResolveInfo): object {
    const [node] = fieldNodes;
    if (!node) throw new Error('A field was resolved that is nowhere in the document.');
    const start = node.loc?.startToken;
    const locations = start && [{ line: start.line, column: start.column }];
    this.#writes.push({ name: (node.alias ?? node.name).value, step, locations });
    return step.kind === 'delete' ? SUCCESS.row : PAYLOAD.row;
  }

  /** Makes the writes. Without the data of `result` none is made, because GraphQL has refused one of them. */
  async answer(
    result: ExecutionResult,
    pairs: PairStore,
    actorName: string,
    report: ErrorReport,
  ): Promise<GraphqlAnswer> {
    const { data } = result;
    if (!data) return writeWhole(result, report);
    try {
      const results = await pairs.writeTogether(this.#writes.map(({ step }) => step));
      const members = this.#writes.map(({ name, step }, at) => {
        const selected = data[name] as object;
        return `${JSON.stringify(name)}:${writeResult(step, results[at], selected, actorName)}`;
      });
      return { isExecuted: true, body: `{"data":{${members.join()}}}` };
    } catch (error) {
      return { isExecuted: true, body: stringifyExact({ errors: [this.#toError(error, report)], data: null }) };
    }
  }

  #toError(error: unknown, report: ErrorReport): WireError {
    const failed = error instanceof KvError ? takeStep(error) : { error, step: undefined };
    const write = failed.step === undefined ? undefined : this.#writes[failed.step];
    return toFieldError(failed.error, { locations: write?.locations, path: write && [write.name] }, report);
  }
}

function writeResult({ kind }: PairStep, result: PairStepResult | undefined, selected: object, actor: string): string {
  if (kind === 'delete') return writePayload(SUCCESS, selected, toSuccess(result === true));
  return writePayload(PAYLOAD, selected, toPayload(result as WriteResult, actor));
}

function writePayload<Values extends object>(
  template: RowTemplate<keyof Values>,
  selected: object,
  values: Values,
): string {
  const columns = Object.keys(values) as (keyof Values)[];
  return createRowWriter(template.toFields(selected), columns)(columns.map((column) => values[column]));
}
