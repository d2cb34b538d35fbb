const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayOfYearAndTime = new Intl.DateTimeFormat('en-GB', {
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const timeOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A running time as a clock shows it: 0:07, 12:40, 1:02:03. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const clock = `${two(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${clock}` : clock.replace(/^0/, '');
}

/** A long time in its two largest units: 3 d 4 h, 12 min, 5 s. */
export function uptime(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor((milliseconds % DAY) / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes > 0) return `${minutes} min`;
  return `${Math.max(0, Math.floor(milliseconds / SECOND))} s`;
}

/** How long ago, as people say it. */
export function ago(then: Date, now: Date): string {
  const past = now.getTime() - then.getTime();
  if (past < 0) return `in ${uptime(-past)}`;
  if (past < 10 * SECOND) return 'just now';
  return `${uptime(past)} ago`;
}

/** Day and time of the reader's zone. */
export function absolute(moment: Date): string {
  return dayAndTime.format(moment);
}

/** The time alone for today, day and time for another day, with the year for another year. */
export function timeOrDay(moment: Date, now: Date): string {
  if (moment.toDateString() === now.toDateString()) return timeOnly.format(moment);
  return (moment.getFullYear() === now.getFullYear() ? dayOfYearAndTime : dayAndTime).format(moment);
}

/** Distance from the first message of a ladder: +0.000 s, +1:02.345. */
export function offset(milliseconds: number): string {
  if (milliseconds < MINUTE) return `+${(milliseconds / SECOND).toFixed(3)} s`;
  const rest = (milliseconds % MINUTE) / SECOND;
  return `+${Math.floor(milliseconds / MINUTE)}:${rest.toFixed(3).padStart(6, '0')}`;
}
