import { createSignal, useSignal } from './signal.ts';

const reachable = createSignal(true);

/** Reports whether the server answered; a refusal counts as an answer. */
export const reportConnection = (isReachable: boolean): void => reachable.set(isReachable);

/** Whether the latest request got an answer. */
export const useIsReachable = (): boolean => useSignal(reachable);
