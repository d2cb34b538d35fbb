import { describe, expect, it } from 'vitest';
import type { Nic } from '../../api/types';
import { cameUp, speedOf } from './words';

const nic = (mac: string, timesUp: number): Nic => ({
  name: 'eth0',
  nextName: 'eth0',
  mac,
  driver: 'igb',
  path: `pci/${mac}`,
  slot: null,
  label: null,
  witness: 'PINNED',
  reason: '',
  line: { carrier: 'UP', speedMegabits: 1000, timesUp },
});

describe('adapters', () => {
  it('tells into which a cable was plugged', () => {
    expect(cameUp([nic('a', 1), nic('b', 4)], [nic('a', 1), nic('b', 5)]).map((found) => found.mac)).toEqual(['b']);
  });

  it('takes an adapter that is new for none that came up', () => {
    expect(cameUp([nic('a', 1)], [nic('a', 1), nic('c', 3)])).toEqual([]);
  });

  it('writes speeds as they are spoken', () => {
    expect(speedOf(100)).toBe('100 Mbit/s');
    expect(speedOf(2500)).toBe('2.5 Gbit/s');
    expect(speedOf(null)).toBe('');
  });
});
