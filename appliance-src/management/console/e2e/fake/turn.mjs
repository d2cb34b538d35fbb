// The TURN server of the fake system: three clients are relayed, and the self-test finds fault with two of three listeners.
import { newId } from './calls.mjs';

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

const allocation = (user, client, transport, relayed, age, left, peers, channels, sent, received) => ({
  id: newId(),
  user,
  realm: 'example.com',
  client,
  server: transport === 'TLS' ? '192.0.2.10:5349' : '192.0.2.10:3478',
  transport,
  listener: `external-${transport.toLowerCase()}`,
  relayed,
  since: ago(age),
  expiresAt: ago(-left),
  permissions: peers,
  channels,
  packetsFromClient: Math.round(sent / 900),
  octetsFromClient: sent,
  packetsFromPeers: Math.round(received / 900),
  octetsFromPeers: received,
});

const step = (name, seen, remedy = null) => ({ name, outcome: 'PASSED', seen, remedy });
const RELAYED = '203.0.113.10:50012 and [2001:db8:1::10]:50012';
const WELL = [
  step('STUN', 'It sees 203.0.113.10:41234.'),
  step('ALLOCATE', `It relays at ${RELAYED}.`),
  step('PERMIT', `It lets ${RELAYED} send to it.`),
  step('RELAY', `A packet that it sent to ${RELAYED} came back.`),
];
const REFUSED = step(
  'CONNECT',
  'TLSv1.3, certificate of CN=gate.example.com until 2027-11-27, issued by itself.',
  'Install one of an authority that clients trust in the directory turn-tls: browsers refuse this one.',
);
const NOT_REACHED = [
  {
    name: 'STUN',
    outcome: 'FAILED',
    seen: 'Nothing came back.',
    remedy: 'The router does not lead this port here, or does not turn back what comes from here: a client outside tells which.',
  },
  ...['ALLOCATE', 'PERMIT', 'RELAY'].map((name) => ({ name, outcome: 'LEFT_OUT', seen: '', remedy: null })),
];

export class FakeTurn {
  constructor() {
    this.items = [
      allocation('1764250000:maria.keller@partner.example.org', '198.51.100.77:61022', 'UDP', ['203.0.113.10:50002', '[2001:db8:1::10]:50002'], 4211, 512, 3, 2, 81_400_000, 79_200_000),
      allocation('lecture-hall', '198.51.100.23:50211', 'TLS', ['203.0.113.10:50006'], 812, 96, 1, 1, 12_700_000, 13_100_000),
      allocation('jonas', '[2001:db8:77::1a2b]:40990', 'TCP', ['203.0.113.10:50010'], 47, 561, 2, 0, 41_000, 0),
    ];
  }

  answer(method, part, id, query) {
    if (part === 'self-test') {
      return [200, { results: [
        { listener: 'external-udp', transport: 'UDP', target: '203.0.113.10:3478', advertised: true, steps: NOT_REACHED },
        { listener: 'external-udp', transport: 'UDP', target: '192.0.2.10:3478', advertised: false, steps: WELL },
        { listener: 'external-tcp', transport: 'TCP', target: '203.0.113.10:3478', advertised: true, steps: [step('CONNECT', 'It takes the connection.'), ...WELL] },
        { listener: 'external-tls', transport: 'TLS', target: '203.0.113.10:5349', advertised: true, steps: [REFUSED, ...WELL] },
      ] }];
    }
    if (method === 'DELETE') {
      this.items = this.items.filter((item) => item.id !== id);
      return [204];
    }
    const text = query.get('text') ?? '';
    return [200, { items: this.items.filter((item) => `${item.user} ${item.client} ${item.server} ${item.relayed.join(' ')}`.includes(text)), nextPageToken: null }];
  }
}
