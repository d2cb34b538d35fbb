const HOUR = 3600;
const DAY = 24 * HOUR;

/** How often, in words: daily at 02:30, every 7 days, every 6 hours. */
export function rhythm({ intervalSeconds, at }: { intervalSeconds: number; at: string | null }): string {
  const often = intervalSeconds % DAY === 0 ? every(intervalSeconds / DAY, 'daily', 'days') : intervalSeconds % HOUR === 0 ? every(intervalSeconds / HOUR, 'hourly', 'hours') : every(intervalSeconds / 60, 'each minute', 'minutes');
  return at === null ? often : `${often} at ${at}`;
}

function every(times: number, once: string, unit: string): string {
  return times === 1 ? once : `every ${times} ${unit}`;
}
