import { useSyncExternalStore } from 'react';

/** One clock for the page: whatever shows a running time changes in the same instant. */
const listeners = new Set<() => void>();
let now = new Date();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) now = new Date();
  timer ??= window.setInterval(() => {
    now = new Date();
    listeners.forEach((told) => told());
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present time, each second anew. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
