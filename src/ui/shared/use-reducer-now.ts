import { useCallback, useRef, useState } from 'react';

/**
 * `useReducer` for events that do not wait for a render: `send` returns the state after the event, and `now` the current
 * state, even between two renders, where answers of the server and events of the editor arrive.
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
