import { describe, expect, it } from 'vitest';
import { rhythm } from './rhythm';

describe('how often backups are made', () => {
  it.each([
    [86_400, '02:30', 'daily at 02:30'],
    [604_800, '02:30', 'every 7 days at 02:30'],
    [86_400, null, 'daily'],
    [3600, null, 'hourly'],
    [129_600, null, 'every 36 hours'],
    [5400, null, 'every 90 minutes'],
  ])('%i seconds at %s', (intervalSeconds, at, words) => {
    expect(rhythm({ intervalSeconds, at })).toBe(words);
  });
});
