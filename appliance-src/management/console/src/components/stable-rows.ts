import { useCallback, useRef, useState, type FocusEvent } from 'react';

/** Rows as they stand on the page, and those that wait to be shown. */
export interface StableRows<T> {
  rows: T[];
  waiting: number;
}

interface Row {
  id: string;
}

/**
 * Brings what is shown up to date. While it is held, because somebody points at it or walks through it by keyboard, no row moves:
 * rows keep their place, new rows wait, and rows that are gone stay as they last were.
 */
export function reconcile<T extends Row>(shown: readonly T[], current: readonly T[], isHeld: boolean): StableRows<T> {
  if (!isHeld) return { rows: [...current], waiting: 0 };
  const byId = new Map(current.map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    waiting: current.filter((row) => !known.has(row.id)).length,
  };
}

/** Rows that do not jump under the pointer; `key` names the selection, a change of which shows everything anew. */
export function useStableRows<T extends Row>(current: readonly T[], key: string) {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [, setRound] = useState(0);
  const shown = useRef<{ key: string; rows: T[] }>({ key, rows: [] });
  const isHeld = (isPointed || isFocused) && shown.current.key === key;
  const stable = reconcile(shown.current.rows, current, isHeld);
  shown.current = { key, rows: stable.rows };

  const release = useCallback(() => {
    shown.current = { key: '', rows: [] };
    setRound((round) => round + 1);
  }, []);
  const hold = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    // The focus that a click leaves behind does not hold the rows, that of the keyboard does.
    onFocus: (event: FocusEvent) => setFocused(event.target.matches(':focus-visible')),
    onBlur: (event: FocusEvent) => setFocused((before) => before && event.currentTarget.contains(event.relatedTarget)),
  };
  return { ...stable, hold, release };
}
