export type Period = 'hour' | 'day' | 'week' | 'month';

export const PERIOD: Record<Period, string> = {
  hour: 'Last hour',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
};

const HOURS: Record<Period, number> = { hour: 1, day: 24, week: 168, month: 720 };

/** Start of a period that ends now, or undefined for all time. */
export function startOf(period: string, now: Date): string | undefined {
  return period in HOURS ? new Date(now.getTime() - HOURS[period as Period] * 3_600_000).toISOString() : undefined;
}
