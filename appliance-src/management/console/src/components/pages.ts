import { useState } from 'react';

/** Where one is in a list that comes in pages: the tokens that led here. */
export interface Paging {
  token: string | undefined;
  number: number;
  older: (next: string) => void;
  newer: () => void;
}

/** Starts at the first page again whenever `key`, the filter, changes. */
export function usePaging(key: string): Paging {
  const [state, setState] = useState<{ key: string; tokens: string[] }>({ key, tokens: [] });
  const tokens = state.key === key ? state.tokens : [];
  return {
    token: tokens.at(-1),
    number: tokens.length + 1,
    older: (next) => setState({ key, tokens: [...tokens, next] }),
    newer: () => setState({ key, tokens: tokens.slice(0, -1) }),
  };
}
