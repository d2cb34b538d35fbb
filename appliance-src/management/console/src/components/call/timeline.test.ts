import { describe, expect, it } from 'vitest';
import type { CallDetail, CallSnapshot } from '../../api/types';
import { phases } from './timeline';

const START = Date.parse('2026-03-01T10:00:00Z');
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const leg = {
  side: 'EXTERNAL',
  party: 'sip:a@example.com',
  displayName: null,
  transport: 'UDP',
  localAddress: '192.0.2.1:5060',
  remoteAddress: null,
  signallingId: 'x',
  userAgent: null,
  held: false,
} as const;

function detail(answeredAt: number | null, endedAt: number | null, rang: number | null): CallDetail {
  const call: CallSnapshot = {
    id: '0'.repeat(32),
    version: 1,
    protocol: 'SIP',
    direction: 'INBOUND',
    state: endedAt === null ? 'CONNECTED' : 'ENDED',
    startedAt: iso(0),
    answeredAt: answeredAt === null ? null : iso(answeredAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    disposition: null,
    caller: leg,
    callee: { ...leg, side: 'INTERNAL' },
    streams: [],
  };
  const ringing = { at: iso(rang ?? 0), party: 'CALLEE', sent: false, summary: '180 Ringing', message: '' } as const;
  return { call, ladder: rang === null ? [] : [ringing] };
}

describe('the timeline of a call', () => {
  it('goes from setting up through ringing to connected', () => {
    expect(phases(detail(5, 65, 1), 0)).toEqual([
      { name: 'Setting up', from: 0, to: 1000 },
      { name: 'Ringing', from: 1000, to: 5000 },
      { name: 'Connected', from: 5000, to: 65_000 },
    ]);
  });

  it('has no ringing where the far end answered at once', () => {
    expect(phases(detail(1, 10, null), 0).map(({ name }) => name)).toEqual(['Setting up', 'Connected']);
  });

  it('ends in ringing where nobody answered', () => {
    expect(phases(detail(null, 30, 2), 0).at(-1)).toEqual({ name: 'Ringing', from: 2000, to: 30_000 });
  });

  it('goes on until now while the call does', () => {
    expect(phases(detail(1, null, null), START + 4000).at(-1)).toEqual({ name: 'Connected', from: 1000, to: 4000 });
  });
});
