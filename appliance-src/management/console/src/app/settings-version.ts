import { useSyncExternalStore } from 'react';

/** Counts the changes of settings made here, so that what shows settings reads them again. */
let version = 0;
const listeners = new Set<() => void>();

export function settingsChanged(): void {
  version += 1;
  listeners.forEach((listener) => listener());
}

export function useSettingsVersion(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => version,
  );
}
