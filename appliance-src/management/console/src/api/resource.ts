import { useCallback, useEffect, useRef, useState } from 'react';

export interface Resource<T> {
  data: T | undefined;
  error: unknown;
  isLoading: boolean;
  reload: () => void;
}

/**
 * Reads something from the API, again whenever `key` changes, on `reload`, and every `everyMillis`. What was read stays
 * shown while it is read again, so that nothing on the page jumps.
 */
export function useResource<T>(key: string, read: () => Promise<T>, everyMillis?: number): Resource<T> {
  const [state, setState] = useState<{ key: string; data: T | undefined; error: unknown; isLoading: boolean }>({
    key,
    data: undefined,
    error: undefined,
    isLoading: true,
  });
  const [round, setRound] = useState(0);
  const reader = useRef(read);
  reader.current = read;

  useEffect(() => {
    let isCurrent = true;
    setState((before) => ({ ...before, key, isLoading: true }));
    reader.current().then(
      (data) => isCurrent && setState({ key, data, error: undefined, isLoading: false }),
      (error: unknown) => isCurrent && setState((before) => ({ ...before, error, isLoading: false })),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, round]);

  useEffect(() => {
    if (everyMillis === undefined) return undefined;
    const timer = setInterval(() => setRound((value) => value + 1), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);

  const reload = useCallback(() => setRound((value) => value + 1), []);
  return { data: state.data, error: state.error, isLoading: state.isLoading, reload };
}
