import { useEffect, useState } from 'react';

/** True once `isWaiting` has been true for `delayMs`, so that short waits are not shown. */
export function useDelayed(isWaiting: boolean, delayMs = 300): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setIsLong(true), delayMs);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isWaiting, delayMs]);
  return isWaiting && isLong;
}
