import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../settings/document';
import { consoleAddresses, interfacesOf, listOf, wordsOf } from './interfaces';

const DOCUMENT: JsonObject = {
  network: {
    interfaces: [
      { name: 'eth0', roles: ['external'], ipv4: '192.0.2.10/24' },
      { name: 'eth1', roles: ['internal', 'management'], ipv4: '10.0.0.10/24', ipv6: '2001:db8::10/64' },
      { name: 'eth2', roles: 'management', ipv4: 'dhcp' },
    ],
  },
};

describe('interfaces', () => {
  it('finds those of a document', () => {
    expect(interfacesOf(DOCUMENT)).toHaveLength(3);
    expect(interfacesOf({})).toEqual([]);
  });

  it('tells under which fixed addresses the console will be', () => {
    expect(consoleAddresses(DOCUMENT)).toEqual(['10.0.0.10', '2001:db8::10']);
  });
});

describe('lists of words', () => {
  it('reads what people type', () => {
    expect(listOf('10.0.0.53, 10.0.0.54  10.0.0.55')).toEqual(['10.0.0.53', '10.0.0.54', '10.0.0.55']);
    expect(listOf(' ')).toBeUndefined();
  });

  it('takes one word for a list of one', () => {
    expect(wordsOf('all')).toEqual(['all']);
    expect(wordsOf(['external', 'management'])).toEqual(['external', 'management']);
    expect(wordsOf(undefined)).toEqual([]);
  });
});
