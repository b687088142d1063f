import type { KvError } from '#contract/errors.ts';
import { describeRefusal, type Refusal } from './describe-refusal.ts';

/** Why a value was not saved. */
export const describeSaveRefusal = (error: KvError): Refusal =>
  describeRefusal(error, { done: 'saved', safe: 'Your text is safe here.', again: 'Press Save to try again.' });
