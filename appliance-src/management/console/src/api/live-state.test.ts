import { describe, expect, it } from 'vitest';
import { after, NOTHING_YET, without } from './live-state';
import type { Alarm, CallSnapshot } from './types';

const call = (id: string, version: number, state: CallSnapshot['state'] = 'CONNECTED') => ({ id, version, state }) as CallSnapshot;
const alarm = (key: string, clearedAt: string | null = null) => ({ key, source: 'director', clearedAt }) as Alarm;
const two = after(NOTHING_YET, { name: 'calls', data: [call('a', 3), call('b', 1)] });

describe('the calls told by the event stream', () => {
  it('are replaced as a whole when all are told', () => {
    const state = after(two, { name: 'calls', data: [call('c', 1)] });
    expect([...state.calls.keys()]).toEqual(['c']);
  });

  it('change by what is newer than what is known', () => {
    expect(after(two, { name: 'call', data: call('a', 4, 'ENDED') }).calls.get('a')?.state).toBe('ENDED');
  });

  it('do not change by what is older or the same', () => {
    expect(after(two, { name: 'call', data: call('a', 3, 'SETUP') })).toBe(two);
  });

  it('grow by a call that is new, unless it ended already', () => {
    expect(after(two, { name: 'call', data: call('c', 1, 'SETUP') }).calls.size).toBe(3);
    expect(after(two, { name: 'call', data: call('c', 9, 'ENDED') }).calls.size).toBe(2);
  });

  it('lose a call once it ended, but not one that goes on', () => {
    const ended = after(two, { name: 'call', data: call('a', 4, 'ENDED') });
    expect([...without(ended, 'a').calls.keys()]).toEqual(['b']);
    expect(without(ended, 'b')).toBe(ended);
  });
});

describe('the alarms told by the event stream', () => {
  const one = after(NOTHING_YET, { name: 'alarms', data: [alarm('disk')] });

  it('grow by one that is raised, and know it once', () => {
    const raised = after(after(one, { name: 'alarm', data: alarm('tls') }), { name: 'alarm', data: alarm('tls') });
    expect(raised.alarms.map(({ key }) => key)).toEqual(['tls', 'disk']);
  });

  it('lose one that is cleared', () => {
    expect(after(one, { name: 'alarm', data: alarm('disk', '2026-03-01T10:00:00Z') }).alarms).toEqual([]);
  });
});
