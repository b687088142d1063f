import { KvError } from '#contract/errors.ts';
import type { PairRename, PairRestoration } from '../history.ts';
import type { Program } from '../programs/program.ts';
import type { PairDeletion, PairStep, PairStepResult, PairWrite, Scope } from '../store.ts';
import type { WriteResult } from '../writes.ts';

type Prepare<Write, Result> = (scope: Scope, write: Write) => () => Program<Result>;

interface StepPrograms {
  readonly set: Prepare<PairWrite, WriteResult>;
  readonly delete: Prepare<PairDeletion, boolean>;
  readonly rename: Prepare<PairRename, WriteResult>;
  readonly restore: Prepare<PairRestoration, WriteResult>;
}

/** Writes one after another in one transaction: each sees those before it, and all of them happen or none. */
export function createWriteTogether(programs: StepPrograms) {
  const prepare = (scope: Scope, { kind, write }: PairStep): (() => Program<PairStepResult>) =>
    // The kind says which write it is.
    (programs[kind] as Prepare<unknown, PairStepResult>)(scope, write);

  return (scope: Scope, steps: readonly PairStep[]): (() => Program<readonly PairStepResult[]>) => {
    const prepared = steps.map((step) => prepare(scope, step));
    return function* () {
      const results: PairStepResult[] = [];
      for (const [at, step] of prepared.entries()) {
        try {
          results.push(yield* step());
        } catch (error) {
          throw error instanceof KvError ? withStep(error, at) : error;
        }
      }
      return results;
    };
  };
}

/** Which of the steps was refused; the others are undone with it. A number, because errors cross threads. */
function withStep({ code, message, details, cause }: KvError, step: number): KvError {
  return new KvError(code, message, { ...details, step }, { cause });
}

/** The step that was refused, counted from 0, and its error; undefined if all of them failed. */
export function takeStep(error: KvError): { readonly error: KvError; readonly step: number | undefined } {
  const { step, ...details } = error.details;
  return { error: new KvError(error.code, error.message, details, { cause: error.cause }), step };
}
