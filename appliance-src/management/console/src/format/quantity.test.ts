import { expect, it } from 'vitest';
import { bitRate, count, lossShare, percent, size } from './quantity';

it.each([
  [0, '0 bit/s'],
  [940, '940 bit/s'],
  [64_000, '64 kbit/s'],
  [1_984_000, '1.98 Mbit/s'],
  [2_500_000_000, '2.5 Gbit/s'],
])('shows %d bit/s as %s', (bits, expected) => {
  expect(bitRate(bits)).toBe(expected);
});

it('shows octets with a decimal prefix and groups the digits of counts', () => {
  expect(size(214_300_000)).toBe('214 MB');
  expect(count(1_234_567)).toBe('1,234,567');
});

it('never shows a loss as none', () => {
  expect([0, 0.000_01, 0.0123, 1].map(percent)).toEqual(['0 %', '<0.01 %', '1.23 %', '100 %']);
});

it('counts lost packets against all that were expected', () => {
  expect(lossShare(95, 5)).toBe(0.05);
  expect(lossShare(0, 0)).toBe(0);
  expect(lossShare(100, -3)).toBe(0);
});
