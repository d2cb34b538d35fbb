import { expect, it } from 'vitest';
import { queryOf } from './filter';

const NOW = new Date('2026-03-01T12:00:00Z');

it('asks for everything without a filter', () => {
  expect(queryOf(new URLSearchParams(), NOW)).toEqual({});
});

it('counts a period back from now', () => {
  expect(queryOf(new URLSearchParams('period=day'), NOW)).toEqual({ from: '2026-02-28T12:00:00.000Z' });
});

it('takes both ends of a custom period in the local zone', () => {
  const query = queryOf(new URLSearchParams('period=custom&from=2026-02-01T00:00&to=2026-02-02T00:00'), NOW);
  expect(query).toEqual({ from: new Date('2026-02-01T00:00').toISOString(), to: new Date('2026-02-02T00:00').toISOString() });
});

it('ignores the ends while a plain period is chosen, and times that are none', () => {
  expect(queryOf(new URLSearchParams('period=hour&to=2026-02-02T00:00'), NOW)).toEqual({ from: '2026-03-01T11:00:00.000Z' });
  expect(queryOf(new URLSearchParams('period=custom&from=yesterday'), NOW)).toEqual({});
});

it('passes party, outcome and direction', () => {
  expect(queryOf(new URLSearchParams('text=board&outcome=EXPIRED&direction=OUTBOUND'), NOW)).toEqual({ text: 'board', outcome: 'EXPIRED', direction: 'OUTBOUND' });
});
