import { useEffect, useRef } from 'react';

const SIGNS_OF_USE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const LOOK_EVERY_MILLIS = 5_000;

/**
 * Calls `end` when nobody used the console for this long. The console itself asks the system all the time, so the system
 * cannot see that its user has gone.
 */
export function useIdleEnd(timeoutSeconds: number | null, end: () => void): void {
  const latest = useRef(end);
  latest.current = end;
  useEffect(() => {
    if (timeoutSeconds === null) return undefined;
    let usedAt = Date.now();
    const use = () => {
      usedAt = Date.now();
    };
    SIGNS_OF_USE.forEach((sign) => window.addEventListener(sign, use, { passive: true }));
    const timer = setInterval(() => {
      if (Date.now() - usedAt < timeoutSeconds * 1000) return;
      clearInterval(timer);
      latest.current();
    }, LOOK_EVERY_MILLIS);
    return () => {
      clearInterval(timer);
      SIGNS_OF_USE.forEach((sign) => window.removeEventListener(sign, use));
    };
  }, [timeoutSeconds]);
}
