import type { CallSnapshot, Outcome } from '../../api/types';
import { startOf } from '../../components/period';

/** What the address of the page says about the calls wanted. */
export interface HistoryQuery {
  text?: string;
  outcome?: Outcome;
  direction?: CallSnapshot['direction'];
  from?: string;
  to?: string;
}

/** A local time of a form, such as 2026-03-01T10:00, as an instant. */
function instant(local: string | null): string | undefined {
  if (local === null || local === '') return undefined;
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** The filter as the API takes it; periods are counted from `now`. */
export function queryOf(search: URLSearchParams, now: Date): HistoryQuery {
  const from = search.get('period') === 'custom' ? instant(search.get('from')) : startOf(search.get('period') ?? '', now);
  const to = search.get('period') === 'custom' ? instant(search.get('to')) : undefined;
  return {
    ...(search.get('text') ? { text: search.get('text') ?? '' } : {}),
    ...(search.get('outcome') ? { outcome: search.get('outcome') as Outcome } : {}),
    ...(search.get('direction') ? { direction: search.get('direction') as CallSnapshot['direction'] } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
