import { describe, expect, it } from 'vitest';
import { ago, duration, offset, timeOrDay, uptime } from './time';

const NOW = new Date(2026, 2, 1, 12, 0, 0);
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

it.each([
  [7_400, '0:07'],
  [760_000, '12:40'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('shows %d ms as the clock %s', (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});

it.each([
  [5_000, '5 s'],
  [720_000, '12 min'],
  [7_260_000, '2 h 1 min'],
  [273_600_000, '3 d 4 h'],
])('shows %d ms as %s', (milliseconds, expected) => {
  expect(uptime(milliseconds)).toBe(expected);
});

it('says how long ago something was, and how far ahead it is', () => {
  expect([before(3), before(65), before(-120)].map((then) => ago(then, NOW))).toEqual(['just now', '1 min ago', 'in 2 min']);
});

it.each([
  [0, '+0.000 s'],
  [1_234, '+1.234 s'],
  [62_345, '+1:02.345'],
])('shows %d ms from the first message as %s', (milliseconds, expected) => {
  expect(offset(milliseconds)).toBe(expected);
});

describe('a moment', () => {
  it('is a time today', () => {
    expect(timeOrDay(before(60), NOW)).toBe('11:59:00');
  });

  it('has its day on another day, and its year in another year', () => {
    expect(timeOrDay(new Date(2026, 1, 3, 9, 5, 0), NOW)).toMatch(/03 Feb, 09:05:00/);
    expect(timeOrDay(new Date(2025, 11, 24, 9, 5, 0), NOW)).toMatch(/24 Dec 2025, 09:05:00/);
  });
});
