import { useCallback, useRef, useState } from 'react';

/**
 * `useReducer` for what does not wait for a render: `send` returns the state that the event leads to, and `now` reads
 * the state between two renders, as answers of the server and the editor find it.
 */
export function useReducerNow<State, Event>(reduce: (state: State, event: Event) => State, start: () => State) {
  const [state, setState] = useState(start);
  const latest = useRef(state);
  const now = useCallback(() => latest.current, []);
  const send = useCallback(
    (event: Event): State => {
      latest.current = reduce(latest.current, event);
      setState(latest.current);
      return latest.current;
    },
    [reduce],
  );
  return { state, now, send };
}
