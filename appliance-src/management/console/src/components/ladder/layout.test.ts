import { describe, expect, it } from 'vitest';
import { layOut, messageClass, SCALES, type LadderEvent } from './layout';

const scale = SCALES[1]!;

function event(seconds: number, party: LadderEvent['party'], sent: boolean, summary: string, message = ''): LadderEvent {
  return { at: new Date(1_700_000_000_000 + seconds * 1000).toISOString(), party, sent, summary, message };
}

describe('the layout of a ladder', () => {
  it('draws what a party sent towards the system and what the system sent towards the party', () => {
    const { arrows, lifelines } = layOut([event(0, 'CALLER', false, 'INVITE'), event(0.01, 'CALLEE', true, 'INVITE')], scale);
    expect(arrows.map((arrow) => [arrow.fromX, arrow.toX])).toEqual([
      [lifelines.caller, lifelines.system],
      [lifelines.system, lifelines.callee],
    ]);
  });

  it('gives every message a row of its own below the one before', () => {
    const { arrows, height } = layOut([event(0, 'CALLER', false, 'INVITE'), event(0, 'CALLER', true, '100 Trying'), event(0, 'CALLER', true, '180 Ringing')], scale);
    const rows = arrows.map((arrow) => arrow.y);
    expect(rows[1]! - rows[0]!).toBeCloseTo(scale.row);
    expect(rows[2]! - rows[1]!).toBeCloseTo(scale.row);
    expect(height).toBeGreaterThan(rows[2]!);
  });

  it('leaves room where nothing was said for two seconds', () => {
    const { arrows } = layOut([event(0, 'CALLER', false, 'ACK'), event(42, 'CALLER', false, 'BYE')], scale);
    expect(arrows[1]!.pause).toBe(42_000);
    expect(arrows[1]!.y - arrows[0]!.y).toBeGreaterThan(scale.row);
  });

  it('counts time from the first message', () => {
    const { arrows } = layOut([event(5, 'CALLER', false, 'INVITE'), event(5.25, 'CALLER', true, '100 Trying')], scale);
    expect(arrows.map((arrow) => arrow.offset)).toEqual([0, 250]);
  });

  it('marks what carries a session description, also by the compact header name', () => {
    const { arrows } = layOut(
      [
        event(0, 'CALLER', false, 'INVITE', 'INVITE sip:a@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0'),
        event(0, 'CALLER', false, 'INVITE', 'INVITE sip:a@b SIP/2.0\r\nc: application/sdp\r\n\r\nv=0'),
        event(0, 'CALLER', true, '100 Trying', 'SIP/2.0 100 Trying\r\n\r\n'),
      ],
      scale,
    );
    expect(arrows.map((arrow) => arrow.carriesDescription)).toEqual([true, true, false]);
  });

  it('has lifelines but no arrow for a call without messages', () => {
    const { arrows, width } = layOut([], scale);
    expect(arrows).toEqual([]);
    expect(width).toBeGreaterThan(0);
  });
});

describe('the class of a message', () => {
  it.each([
    ['INVITE', 'request'],
    ['183 Session Progress', 'provisional'],
    ['200 OK', 'success'],
    ['302 Moved Temporarily', 'redirect'],
    ['486 Busy Here', 'refused'],
    ['503 Service Unavailable', 'failed'],
    ['603 Decline', 'failed'],
  ])('of %s is %s', (summary, expected) => {
    expect(messageClass(summary)).toBe(expected);
  });
});
