import { describe, expect, it } from 'vitest';
import { nameOf } from './upload';

describe('the name of a file that is brought', () => {
  it('stays where the system takes it', () => {
    expect(nameOf({ name: 'gate.example.com-20260301T100000Z.backup' })).toBe('gate.example.com-20260301T100000Z.backup');
  });

  it.each([
    ['gate (1).backup', 'gate--1-.backup'],
    ['.hidden', 'hidden.backup'],
    ['Sicherung über Nacht', 'Sicherung--ber-Nacht.backup'],
    ['', 'brought.backup'],
  ])('of %s is %s', (given, taken) => {
    expect(nameOf({ name: given })).toBe(taken);
    expect(taken).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.backup$/);
  });
});
