import { createSignal, useSignal } from './signal.ts';

const reachable = createSignal(true);

/** Every answer of the server counts, even a refusal. */
export const reportConnection = (isReachable: boolean): void => reachable.set(isReachable);

/** Whether the latest request got an answer. */
export const useIsReachable = (): boolean => useSignal(reachable);
