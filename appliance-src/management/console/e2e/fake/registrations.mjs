// Devices that are registered.
import { newId } from './calls.mjs';

const DEVICES = ['PolycomRealPresenceGroup/6.2.2', 'baresip v1.1.0 (x86_64/Linux)', 'Cisco-Room-Kit/ce11.20.1 with a name that is longer than its column', null];
const TRANSPORTS = ['TLS', 'UDP', 'TCP'];

const at = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

export function makeRegistration(seed) {
  const transport = TRANSPORTS[seed % TRANSPORTS.length];
  return {
    id: newId(),
    protocol: 'SIP',
    state: seed === 4 ? 'UNREACHABLE' : 'ACTIVE',
    alias: seed === 2 ? 'sip:boardroom.third-floor.west-wing@enterprise.example' : `sip:room${seed + 1}@enterprise.example`,
    contact: `sip:room${seed + 1}@192.168.7.${seed + 20}:5060;transport=${transport.toLowerCase()}`,
    remoteAddress: seed === 5 ? '[2001:db8:4:17:a00:27ff:fe4e:66a1]:49152' : `198.51.100.${seed + 7}:${49_000 + seed * 7}`,
    transport,
    listener: `external-${transport.toLowerCase()}`,
    userAgent: DEVICES[seed % DEVICES.length],
    since: at(-86_400 * seed - 4_000),
    refreshedAt: at(-5 - seed * 6),
    expiresAt: at(55 - seed * 6),
    insideExpiresAt: at(7_200),
  };
}
