import type { CallDetail } from '../../api/types';

/** A stretch of a call's life. */
export interface Phase {
  name: 'Setting up' | 'Ringing' | 'Connected';
  from: number;
  to: number;
}

/** The phases of a call as milliseconds since it was asked for; `now` ends the phase of a call that goes on. */
export function phases({ call, ladder }: CallDetail, now: number): Phase[] {
  const start = Date.parse(call.startedAt);
  const end = call.endedAt === null ? now : Date.parse(call.endedAt);
  const answered = call.answeredAt === null ? undefined : Date.parse(call.answeredAt);
  const ringing = ladder.find((event) => event.party === 'CALLEE' && !event.sent && /^18\d\b/.test(event.summary));
  const rang = ringing === undefined ? undefined : Date.parse(ringing.at);
  const marks: { name: Phase['name']; at: number }[] = [{ name: 'Setting up', at: start }];
  if (rang !== undefined && (answered === undefined || rang < answered)) marks.push({ name: 'Ringing', at: rang });
  if (answered !== undefined) marks.push({ name: 'Connected', at: answered });
  return marks.map(({ name, at }, index) => ({
    name,
    from: Math.max(0, at - start),
    to: Math.max(at, marks[index + 1]?.at ?? end) - start,
  }));
}
