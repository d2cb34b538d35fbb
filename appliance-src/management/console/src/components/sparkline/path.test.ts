import { describe, expect, it } from 'vitest';
import { areaPath, ceiling, linePath, sampleAt } from './path';

const box = { width: 100, height: 50 };

describe('a sparkline', () => {
  it('draws the smallest value at the bottom and the largest at the top', () => {
    expect(linePath([0, 10], 10, box)).toBe('M0.0 50.0L100.0 0.0');
  });

  it('is interrupted where nothing could be read', () => {
    expect(linePath([10, 10, null, 10, 10], 10, box).match(/M/g)).toHaveLength(2);
  });

  it('closes the area of each run at the bottom', () => {
    expect(areaPath([5, 5], 10, box)).toBe('M0.0 25.0L100.0 25.0L100.0 50L0.0 50Z');
  });

  it('draws nothing without samples', () => {
    expect(linePath([null, null], 1, box)).toBe('');
    expect(areaPath([], 1, box)).toBe('');
  });
});

describe('the ceiling of the axis', () => {
  it.each([
    [[3, 7], 1, 10],
    [[12], 1, 20],
    [[21], 1, 25],
    [[480], 1, 500],
    [[null], 1, 1],
    [[0], 5, 5],
  ])('of %j, at least %d, is %d', (samples, least, expected) => {
    expect(ceiling(samples, least)).toBe(expected);
  });
});

it('finds the sample that is pointed at', () => {
  expect([-0.2, 0, 0.5, 1, 1.4].map((share) => sampleAt(share, 11))).toEqual([0, 0, 5, 10, 10]);
});
