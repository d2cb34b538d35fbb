import { expect, test } from 'vitest';
import { withValue, type JsonObject } from '../settings/document';
import { serverOf } from './server';

const SETTINGS: JsonObject = {
  turn: {
    enabled: true,
    realm: 'example.com',
    listeners: [
      { name: 'udp', side: 'external', transport: 'udp', address: '2001:db8::1', port: 3478 },
      { name: 'tls', side: 'internal', transport: 'tls', address: 'role', port: 5349 },
    ],
    relay: { address: '192.0.2.10', 'advertised-address': '203.0.113.10', 'ipv6-address': '2001:db8::1', 'first-port': 50002, 'last-port': 60001 },
    users: [{ name: 'hall', password: '***' }, { name: 'guest', realm: 'elsewhere', password: '***' }],
    'shared-secrets': [{ secret: '***' }],
    peers: { external: ['10.0.0.0/8'], internal: [] },
    limits: { allocations: 2000, 'allocations-per-user': 50 },
  },
};

test('reads the server from the settings', () => {
  const server = serverOf(SETTINGS);
  expect(server.listeners.map((listener) => listener.at)).toEqual(['[2001:db8::1]:3478', 'address of its interface, port 5349']);
  expect(server.relayed).toEqual(['192.0.2.10', '2001:db8::1']);
  expect(server.advertised).toBe('203.0.113.10');
  expect(server.users).toEqual([{ name: 'hall', realm: 'example.com' }, { name: 'guest', realm: 'elsewhere' }]);
  expect([server.sharedSecrets, server.peers, server.ports]).toEqual([1, ['10.0.0.0/8'], '50002 to 60001']);
});

test('tells of no other address where peers are told the same', () => {
  expect(serverOf(withValue(SETTINGS, 'turn.relay.advertised-address', '192.0.2.10')).advertised).toBeUndefined();
});

test('reads a document without the section', () => {
  expect(serverOf({})).toMatchObject({ isOn: false, listeners: [], users: [], sharedSecrets: 0 });
});
