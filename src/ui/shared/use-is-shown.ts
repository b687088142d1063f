import { type RefObject, useEffect, useRef } from 'react';

/** Whether the component is still mounted, for callbacks that may run after it has gone. */
export function useIsShown(): RefObject<boolean> {
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return isShown;
}
