import type { CallSnapshot, StreamEnd } from '../../api/types';
import { lossShare } from '../../format/quantity';

/** Figures of a call over all its streams. */
export interface CallFigures {
  fromCaller: number;
  fromCallee: number;
  /** The worst share of lost packets of any direction of any stream, 0..1. */
  worstLoss: number;
  media: string[];
  security: 'all' | 'some' | 'none' | 'no media';
}

/** What stands for a call in one row. */
export function figuresOf(call: CallSnapshot): CallFigures {
  const ends = call.streams.flatMap((stream) => stream.ends);
  const sent = (end: StreamEnd) => end.received.bitsPerSecond;
  const total = (side: string | undefined) => ends.filter((end) => end.side === side).reduce((sum, end) => sum + sent(end), 0);
  const encrypted = call.streams.filter((stream) => stream.encrypted).length;
  return {
    fromCaller: total(call.caller.side),
    fromCallee: total(call.callee?.side),
    worstLoss: Math.max(0, ...ends.map((end) => lossShare(end.received.packets, end.received.lost))),
    media: call.streams.map((stream) => (stream.content === null ? stream.media : `${stream.media} (${stream.content})`)),
    security: call.streams.length === 0 ? 'no media' : encrypted === 0 ? 'none' : encrypted === call.streams.length ? 'all' : 'some',
  };
}

/** Milliseconds a call has lasted: since the answer, or since it was asked for. */
export function lasted(call: CallSnapshot, now: Date): number {
  const start = Date.parse(call.answeredAt ?? call.startedAt);
  const end = call.endedAt === null ? now.getTime() : Date.parse(call.endedAt);
  return Math.max(0, end - start);
}

/** A party as people read it: its URI without scheme. */
export function partyName(party: string): string {
  return party.replace(/^sips?:/, '').replace(/;.*$/, '');
}

/** Whether a call has to do with a text, in any case. */
export function matches(call: CallSnapshot, text: string): boolean {
  const sought = text.trim().toLowerCase();
  if (sought === '') return true;
  return [call.caller, call.callee]
    .flatMap((leg) => [leg?.party, leg?.displayName, leg?.remoteAddress, leg?.userAgent])
    .some((value) => value?.toLowerCase().includes(sought) ?? false);
}
