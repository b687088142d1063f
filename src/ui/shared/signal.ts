import { useSyncExternalStore } from 'react';

/** A value outside React. Setting the same value again changes nothing. */
export interface Signal<Value> {
  get(): Value;
  set(next: Value): void;
  /** Calls `listener` after every change; returns a function that ends this. */
  subscribe(listener: () => void): () => void;
}

interface SignalOptions {
  /** Runs with the first listener; the function it returns runs when the last one has gone. */
  whileHeard?: () => () => void;
}

export function createSignal<Value>(initial: Value, { whileHeard }: SignalOptions = {}): Signal<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  let stop: (() => void) | undefined;
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const notify of listeners) notify();
    },
    subscribe(listener) {
      // A new function, because the same listener may subscribe twice.
      const notify = () => listener();
      if (listeners.size === 0) stop = whileHeard?.();
      listeners.add(notify);
      return () => {
        if (listeners.delete(notify) && listeners.size === 0) stop?.();
      };
    },
  };
}

/** The value of the signal; the component renders again when it changes. */
export const useSignal = <Value>(signal: Signal<Value>): Value => useSyncExternalStore(signal.subscribe, signal.get);
