// The settings part of the fake system: a candidate, revisions, and some rules to break.
import { networkProblems } from './machine.mjs';

const listener = (name, side, transport, address, port, advertisedHost) => ({ name, side: side.toLowerCase(), transport: transport.toLowerCase(), address, port, 'advertised-host': advertisedHost });

const ORIGINAL = {
  sip: {
    listeners: [
      listener('external-udp', 'EXTERNAL', 'UDP', '192.0.2.10', 5060, 'sip.example.com'),
      listener('external-tls', 'EXTERNAL', 'TLS', '192.0.2.10', 5061, 'sip.example.com'),
      listener('internal-tcp', 'INTERNAL', 'TCP', '10.20.0.10', 5060, '10.20.0.10'),
    ],
    'call-server': { host: '10.20.0.50', port: 5060, transport: 'tcp', 'ping-interval': '30s', credentials: { username: 'sallyport', password: '***' } },
    tls: { 'system-authorities': 'servers', authorities: '', 'verify-outside': true, 'verify-call-server': true },
    'session-expires': '30m',
    'min-session-expires': '90s',
    'setup-timeout': '10s',
    'ring-timeout': '3m',
    'max-message-size': 65536,
  },
  media: {
    external: { address: '192.0.2.10', 'advertised-host': 'sip.example.com', 'first-port': 40000, 'last-port': 49999, dscp: { audio: 46, video: 34 } },
    internal: { address: '10.20.0.10', 'advertised-host': '10.20.0.10', 'first-port': 50000, 'last-port': 59999, dscp: { audio: 46, video: 34 } },
    'port-quarantine': '10s',
    'learning-window': '10s',
    'inactivity-timeout': '1m',
    'kernel-forwarding': true,
  },
  turn: {
    enabled: true,
    realm: 'example.com',
    listeners: ['udp', 'tcp', 'tls'].map((transport) => ({ name: `external-${transport}`, side: 'external', transport, address: '192.0.2.10', port: transport === 'tls' ? 5349 : 3478 })),
    relay: { address: '192.0.2.10', 'advertised-address': '203.0.113.10', 'ipv6-address': '2001:db8:1::10', 'first-port': 50002, 'last-port': 60001 },
    users: [{ name: 'jonas', password: '***' }, { name: 'lecture-hall', password: '***' }],
    'shared-secrets': [{ secret: '***' }],
    'web-servers': [{ listener: 'external-tls', address: '10.20.0.80', port: 443, 'certificate-name': 'portal.example.com', authorities: '' }],
    'token-keys': [{ id: 'north', key: '***' }],
    'token-server-name': 'turn.example.com',
    peers: { external: ['10.20.0.0/16'], internal: [] },
    bandwidth: { 'per-allocation': 4000, 'per-user': 20000, all: 700000 },
    limits: { allocations: 2000, 'allocations-per-user': 50, 'max-lifetime': '1h' },
  },
  capacity: { 'max-calls': 500, 'max-bandwidth': 700000, 'max-call-setups-per-second': 100 },
  network: {
    hostname: 'gate.example.com',
    interfaces: [
      { name: 'eth0', roles: ['external'], ipv4: '192.0.2.10/24', 'ipv4-gateway': '192.0.2.1', ipv6: '2001:db8:1::10/64', 'advertised-address': '203.0.113.10', mtu: 1500 },
      { name: 'eth1', roles: ['internal', 'management'], ipv4: '10.20.0.10/16', ipv6: 'none', mtu: 1500 },
    ],
    routes: [{ to: '10.0.0.0/8', via: '10.20.0.1' }],
    'dns-servers': ['10.20.0.53', '10.20.0.54'],
    'search-domains': ['example.com'],
    'ntp-servers': ['ntp.example.com'],
    'time-zone': 'Europe/Berlin',
    firewall: { ssh: false, 'management-allowed-from': ['10.20.0.0/16'], 'answer-ping': true },
  },
  management: { 'session-idle-timeout': '30m', 'lockout-threshold': 5, 'lockout-duration': '15m', 'history-retention': '365d' },
};

const entry = (path, type, unit, defaultValue, description, minimum = null, maximum = null, choices = []) => ({ path, type, unit, defaultValue, description, minimum, maximum, choices });
const range = (side) => [
  entry(`media.${side}`, 'section', null, null, `Where the media ports of the ${side} side are.`),
  entry(`media.${side}.address`, 'text', null, null, 'Bound address.'),
  entry(`media.${side}.advertised-host`, 'text', null, null, 'Address written into SDP.'),
  entry(`media.${side}.first-port`, 'number', null, 40000, 'First UDP and TCP port, even.', '1024', '65534'),
  entry(`media.${side}.last-port`, 'number', null, 49999, 'Last port, inclusive.', '1025', '65535'),
  entry(`media.${side}.dscp`, 'section', null, null, 'What the packets that leave there are marked with.'),
  entry(`media.${side}.dscp.audio`, 'number', null, 46, 'Audio (RFC 4594): 46 is EF, 34 AF41; 0 leaves it unmarked.', '0', '63'),
  entry(`media.${side}.dscp.video`, 'number', null, 34, 'Video, presentations among it (RFC 4594): 46 is EF, 34 AF41; 0 leaves it unmarked.', '0', '63'),
];
const CATALOGUE = [
  entry('sip.listeners', 'list', null, null, 'SIP listening points, at least one for each side.'),
  entry('sip.listeners[*].name', 'text', null, null, 'Unique name, shown to administrators.'),
  entry('sip.listeners[*].transport', 'choice', null, null, 'What it speaks.', null, null, ['udp', 'tcp', 'tls']),
  entry('sip.listeners[*].side', 'choice', null, null, 'Side it faces.', null, null, ['external', 'internal']),
  entry('sip.listeners[*].address', 'text', null, null, 'Local address it binds.'),
  entry('sip.listeners[*].port', 'number', null, 5060, 'Port.', '1', '65535'),
  entry('sip.listeners[*].advertised-host', 'text', null, null, 'Address or name that peers are told; behind 1:1 NAT, the outer one.'),
  entry('sip.listeners[*].advertised-port', 'number', null, null, 'Port written beside it.', '1', '65535'),
  entry('sip.call-server', 'section', null, null, 'The inside neighbour that calls from outside are sent to.'),
  entry('sip.call-server.host', 'text', null, null, 'Address or domain; a domain without port is resolved by NAPTR and SRV (RFC 3263).'),
  entry('sip.call-server.port', 'number', null, 0, 'Port; 0 asks DNS, else the default of the transport.', '0', '65535'),
  entry('sip.call-server.transport', 'choice', null, 'udp', 'Used when DNS does not say otherwise.', null, null, ['udp', 'tcp', 'tls']),
  entry('sip.call-server.ping-interval', 'duration', null, '30s', 'Time between OPTIONS pings.', '5s', '1h'),
  entry('sip.call-server.credentials.username', 'text', null, null, 'Digest user name of this system at the call server.'),
  entry('sip.call-server.credentials.password', 'secret', null, null, 'Digest password of this system at the call server.'),
  entry('sip.tls', 'section', null, null, 'Certificates of SIP peers.'),
  entry('sip.tls.system-authorities', 'choice', null, 'servers', 'Whom the certificate authorities of the operating system vouch for.', null, null, ['none', 'servers', 'all']),
  entry('sip.tls.authorities', 'certificates', null, '', 'Certificates of further authorities, in PEM.'),
  entry('sip.tls.verify-outside', 'flag', null, true, 'Whether a server outside must prove to be of the domain dialled.'),
  entry('sip.tls.verify-call-server', 'flag', null, true, 'Whether the call server must prove who it is.'),
  entry('sip.session-expires', 'duration', null, '30m', 'Session interval offered and accepted (RFC 4028).', '90s', '1d'),
  entry('sip.min-session-expires', 'duration', null, '90s', 'Smallest session interval accepted (RFC 4028).', '90s', '1d'),
  entry('sip.setup-timeout', 'duration', null, '10s', 'Longest time from INVITE to the first response of the far end.', '1s', '3m'),
  entry('sip.ring-timeout', 'duration', null, '3m', 'Longest time from INVITE to the final response.', '10s', '30m'),
  entry('sip.max-message-size', 'number', 'bytes', 65536, 'Largest SIP message accepted.', '4096', '262144'),
  ...range('external'),
  ...range('internal'),
  entry('media.port-quarantine', 'duration', null, '10s', 'Rest of a released port before it is used again.', '0s', '10m'),
  entry('media.learning-window', 'duration', null, '10s', 'Time after signalling in which the source of media may be learnt (RFC 7362).', '1s', '1m'),
  entry('media.inactivity-timeout', 'duration', null, '1m', 'Silence on all streams of a call after which it is ended.', '10s', '1h'),
  entry('media.kernel-forwarding', 'flag', null, true, 'Whether the kernel forwards RTP of settled streams, at a fraction of the cost.'),
  entry('turn.enabled', 'flag', null, true, 'Whether STUN is answered, and TURN for those who have credentials.'),
  entry('turn.realm', 'text', null, 'sallyport', 'Realm of credentials (RFC 8489 section 9.2); changing it makes clients ask anew.'),
  entry('turn.listeners', 'list', null, [], 'Where clients of STUN and TURN come to.'),
  entry('turn.listeners[].name', 'text', null, null, 'Unique name of the listener, shown to administrators.'),
  entry('turn.listeners[].side', 'choice', null, null, 'Whom it faces: the internet or the enterprise.', null, null, ['external', 'internal']),
  entry('turn.listeners[].transport', 'choice', null, null, 'What clients come by.', null, null, ['udp', 'tcp', 'tls', 'dtls']),
  entry('turn.listeners[].address', 'bind-address', null, 'role', 'Address it is bound to; role for that of the interface with its side\'s role.'),
  entry('turn.listeners[].port', 'number', null, 3478, 'Port it is bound to.', '1', '65535'),
  entry('turn.web-servers', 'list', null, [], 'Web servers for HTTPS that comes to the port of a TURN listener, such as 443.'),
  entry('turn.web-servers[].listener', 'text', null, null, 'Name of a TURN listener of the transport tls, such as one at port 443.'),
  entry('turn.web-servers[].address', 'address', null, null, 'Address of the web server, inside or of this system.'),
  entry('turn.web-servers[].port', 'number', null, null, 'Its port.', '1', '65535'),
  entry('turn.web-servers[].certificate-name', 'host', null, null, 'Domain or address that its certificate must be for; without one it is spoken to in the clear.'),
  entry('turn.web-servers[].authorities', 'certificates', null, '', 'Certificates of authorities that vouch for it, or its own, in PEM.'),
  entry('turn.relay', 'section', null, null, 'Addresses and ports that peers see.'),
  entry('turn.relay.address', 'bind-address', null, '127.0.0.1', 'IPv4 address that relays; role for that of the external interface.'),
  entry('turn.relay.advertised-address', 'address', null, 'same as address', 'What clients and peers are told of it; the public address behind 1:1 NAT.'),
  entry('turn.relay.ipv6-address', 'address', null, null, 'IPv6 address that relays; without one, IPv6 is refused (440).'),
  entry('turn.relay.first-port', 'number', null, 50002, 'First port, even; an allocation takes it for UDP or TCP, a reservation the next.', '1024', '65534'),
  entry('turn.relay.last-port', 'number', null, 60001, 'Last port, inclusive.', '1025', '65535'),
  entry('turn.alternate-addresses', 'list of address', null, [], 'Another TURN server with the same ports, users and name: an IPv4 address, an IPv6 address or both. New clients are sent to it (300) before maintenance and while this system ends; without one of their family they are refused (508).'),
  entry('turn.users', 'list', null, [], 'Users with a password of their own.'),
  entry('turn.users[].name', 'text', null, null, 'Name of the user, unique in its realm.'),
  entry('turn.users[].realm', 'text', null, null, 'Realm of this user; turn.realm if none is given.'),
  entry('turn.users[].password', 'secret', null, null, 'The password.'),
  entry('turn.shared-secrets', 'list', null, [], 'Secrets shared with a server that hands out credentials for a time: the user\'s name begins with the Unix time when they end, the password is the name under HMAC-SHA1, in Base64. Each of several holds, so that one can follow another.'),
  entry('turn.shared-secrets[].secret', 'secret', null, null, 'The secret.'),
  entry('turn.token-keys', 'list', null, [], 'Keys shared with an authorization server, whose access tokens clients show instead of a password (RFC 7635). Each of several holds, so that one can follow another.'),
  entry('turn.token-keys[].id', 'text', null, null, 'How clients name the key that their token is under: kid, their USERNAME.'),
  entry('turn.token-keys[].key', 'secret', null, null, 'Base64 of 16 or 32 octets: of AES-128 or AES-256 in GCM.'),
  entry('turn.token-server-name', 'text', null, null, 'What the authorization server knows this server by; clients are told it.'),
  entry('turn.peers', 'section', null, null, 'Whom clients may reach besides public addresses.'),
  entry('turn.peers.external', 'list of subnet', null, [], 'Subnets that clients of external listeners may reach though they are loopback, private, link-local or multicast, or this system\'s own.'),
  entry('turn.peers.internal', 'list of subnet', null, [], 'The same for clients of internal listeners.'),
  entry('turn.mobility', 'flag', null, true, 'Whether a client may take its allocation along to another address of its own, such as from wireless to mobile (RFC 8016).'),
  entry('turn.limits', 'section', null, null, 'Limits that protect the server.'),
  entry('turn.limits.allocations', 'number', 'allocations', 2000, 'Allocations at once; further ones are refused (508).', '1', '32000'),
  entry('turn.limits.allocations-per-user', 'number', 'allocations', 50, 'Allocations at once of one user; further ones are refused (486).', '1', '32000'),
  entry('turn.limits.max-lifetime', 'duration', null, '1h', 'Longest time that an allocation lasts without being refreshed.', '10m', '1d'),
  entry('turn.limits.handshake-timeout', 'duration', null, '10s', 'Longest time that a handshake over TLS or DTLS takes, and then that a client takes to say what it speaks where a port is shared with a web server.', '1s', '1m'),
  entry('turn.bandwidth', 'section', null, null, 'How fast allocations may be, in each direction by itself; what is faster is dropped.'),
  entry('turn.bandwidth.per-allocation', 'number', 'kbit/s', null, 'Most of one allocation, coturn\'s max-bps; granted while it lasts.', '16', '10000000'),
  entry('turn.bandwidth.per-user', 'number', 'kbit/s', null, 'Most granted to one user; further allocations are refused (486).', '16', '10000000'),
  entry('turn.bandwidth.all', 'number', 'kbit/s', null, 'Most granted in all, coturn\'s bps-capacity; further allocations are refused (486).', '16', '10000000'),
  entry('capacity.max-calls', 'number', 'calls', 200, 'Calls at once.', '1', '5000'),
  entry('capacity.max-bandwidth', 'number', 'kbit/s', 700000, 'Sum of the bandwidth of all calls.', '64', '10000000'),
  entry('capacity.max-call-bandwidth', 'number', 'kbit/s', null, 'What one call may take each way; without it parties agree as they like.', '64', '1000000'),
  entry('capacity.max-call-setups-per-second', 'number', 'calls/s', 100, 'New calls a second.', '1', '1000'),
  entry('network.hostname', 'host', null, 'sallyport', 'Name of this machine, with or without its domain.'),
  entry('network.interfaces', 'list', null, [], 'The network interfaces. Without any, the network of the machine is left as it is.'),
  entry('network.interfaces[].name', 'text', null, null, 'eth0 for the first adapter, eth1 for the second.'),
  entry('network.interfaces[].roles', 'list of choice', null, null, 'What it is for; signalling and media of a side may be apart.'),
  entry('network.interfaces[].ipv4', 'ipv4', null, 'none', 'Its IPv4 address with prefix, or dhcp or none.'),
  entry('network.interfaces[].ipv4-gateway', 'address', null, null, 'Router of all that no route names; of one interface only.'),
  entry('network.interfaces[].ipv6', 'ipv6', null, 'none', 'Its IPv6 address with prefix, or auto (SLAAC), dhcp or none.'),
  entry('network.interfaces[].ipv6-gateway', 'address', null, null, 'The same for IPv6.'),
  entry('network.interfaces[].advertised-address', 'address', null, null, 'The address that peers see, where 1:1 NAT replaces its own.'),
  entry('network.interfaces[].mtu', 'number', 'octets', 1500, 'Largest packet that it sends.', '1280', '9216'),
  entry('network.routes', 'list', null, [], 'Subnets that are not reached through a gateway.'),
  entry('network.routes[].to', 'subnet', null, null, 'The subnet it leads to.'),
  entry('network.routes[].via', 'address', null, null, 'The router, in a subnet of an interface.'),
  entry('network.dns-servers', 'list of address', 'addresses', [], 'Servers that names are asked of, in this order.'),
  entry('network.search-domains', 'list of host', 'domains', [], 'Domains that short names are tried in.'),
  entry('network.ntp-servers', 'list of host', 'hosts', [], 'Servers that give the time (RFC 5905); none leaves the clock to the machine.'),
  entry('network.time-zone', 'time-zone', null, 'UTC', 'Time zone of logs and console.'),
  entry('network.firewall', 'section', null, null, 'What is let in beside calls.'),
  entry('network.firewall.ssh', 'flag', null, false, 'Whether SSH is served to the management side.'),
  entry('network.firewall.management-allowed-from', 'list of subnet', 'subnets', [], 'Who reaches console, API and SSH; nobody named means everybody on that side.'),
  entry('network.firewall.answer-ping', 'flag', null, true, 'Whether echo requests are answered (RFC 792, RFC 4443).'),
  entry('management.session-idle-timeout', 'duration', null, '30m', 'A session unused this long is ended.', '1m', '1d'),
  entry('management.lockout-threshold', 'number', 'attempts', 5, 'Failed log-ins before a user or an address is locked out.', '1', '100'),
  entry('management.lockout-duration', 'duration', null, '15m', 'How long a lockout lasts.', '1m', '1d'),
  entry('management.history-retention', 'duration', null, '365d', 'How long call records are kept.', '1d', '3650d'),
];

function flat(value, path = '', into = new Map()) {
  if (Array.isArray(value)) value.forEach((item, index) => flat(item, `${path}[${index}]`, into));
  else if (value !== null && typeof value === 'object') for (const [key, item] of Object.entries(value)) flat(item, path === '' ? key : `${path}.${key}`, into);
  else into.set(path, value);
  return into;
}

function diff(before, after) {
  const [old, young] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...young.keys()])].filter((path) => old.get(path) !== young.get(path)).map((path) => ({ path, before: old.get(path) ?? null, after: young.get(path) ?? null }));
}

function merged(document, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = { ...document };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key] ?? {}, value);
  }
  return result;
}

function problemsOf(document) {
  const problems = [];
  if (document.capacity['max-calls'] > 5000) problems.push({ path: 'capacity.max-calls', value: String(document.capacity['max-calls']), detail: 'More calls than this system can carry.', remedy: 'Choose at most 5000.' });
  if (!(document.sip['max-message-size'] >= 4096)) problems.push({ path: 'sip.max-message-size', value: String(document.sip['max-message-size']), detail: 'Too small for a video offer.', remedy: 'Choose at least 4096 bytes.' });
  document.sip.listeners.forEach((item, index) => {
    if (!item.name) problems.push({ path: `sip.listeners[${index}].name`, value: '', detail: 'A listener needs a name.', remedy: 'Choose one, such as external-udp.' });
  });
  return [...problems, ...networkProblems(document)];
}

export function settingsRoutes(Refusal) {
  let inForce = structuredClone(ORIGINAL);
  let before = inForce;
  let candidate = structuredClone(ORIGINAL);
  let etag = 1;
  const revisions = Array.from({ length: 12 }, (_, index) => ({ number: 12 - index, state: index === 0 ? 'IN_FORCE' : index === 3 ? 'ROLLED_BACK' : 'SUPERSEDED', author: index % 3 === 0 ? 'admin' : 'noc', at: new Date(Date.now() - 86_400_000 * (index * 9 + 1)).toISOString(), comment: ['Raise the limit for the conference week', 'New call server', 'Listen on TLS', 'Try shorter ring timeout'][index % 4], confirmBy: null }));
  const view = () => ({ baseRevision: revisions[0].number, document: candidate, changed: diff(inForce, candidate).length > 0, problems: problemsOf(candidate), editedBy: 'admin', editedAt: new Date().toISOString() });
  const edited = (document) => {
    candidate = document;
    etag += 1;
    return [200, view(), { ETag: `"${etag}"` }];
  };
  const addRevision = ({ comment, confirmWithinSeconds = null }) => {
    if (revisions[0].state === 'IN_FORCE') revisions[0].state = 'SUPERSEDED';
    revisions.unshift({ number: revisions[0].number + 1, state: confirmWithinSeconds === null ? 'IN_FORCE' : 'TRIAL', author: 'admin', at: new Date().toISOString(), comment, confirmBy: confirmWithinSeconds === null ? null : new Date(Date.now() + confirmWithinSeconds * 1000).toISOString() });
    return revisions[0];
  };
  const answer = (method, path, query, body, headers) => {
    const [, , kind, number, verb] = path.split('/');
    if ((method === 'PUT' || method === 'PATCH') && headers['if-match'] !== `"${etag}"`) throw new Refusal(412, 'Changed meanwhile', 'Somebody else edited the candidate meanwhile.');
    switch (`${method} ${path}`) {
      case 'GET /settings': return [200, { revision: revisions[0].number, document: inForce, origins: Object.fromEntries([...flat(inForce).keys()].map((key) => [key, key.startsWith('capacity') ? 'REVISION' : 'DEFAULT'])) }, { ETag: '"r"' }];
      case 'GET /settings/catalogue': return [200, { items: CATALOGUE }];
      case 'GET /settings/candidate': return [200, view(), { ETag: `"${etag}"` }];
      case 'PUT /settings/candidate': return edited(body);
      case 'PATCH /settings/candidate': return edited(merged(candidate, body));
      case 'DELETE /settings/candidate': edited(structuredClone(inForce)); return [204];
      case 'GET /settings/candidate/diff': return [200, { changes: diff(inForce, candidate) }];
      case 'POST /settings/commit':
        if (problemsOf(candidate).length > 0) throw new Refusal(422, 'Not committed', 'The candidate has problems.', problemsOf(candidate));
        before = inForce;
        inForce = structuredClone(candidate);
        return [201, addRevision(body)];
      case 'POST /settings/confirm': revisions[0].state = 'IN_FORCE'; revisions[0].confirmBy = null; return [200, revisions[0]];
      case 'POST /settings/rollback':
        revisions[0].state = 'ROLLED_BACK';
        inForce = before;
        edited(structuredClone(inForce));
        return [200, addRevision({ comment: `Revision ${revisions[0].number} taken back before its confirmation.` })];
      case 'GET /settings/revisions': return [200, { items: revisions.slice(0, Number(query.get('pageSize') ?? 50)), nextPageToken: null }];
      default:
    }
    const revision = revisions.find((one) => one.number === Number(number));
    if (kind !== 'revisions' || revision === undefined) throw new Refusal(404, 'Not found', `There is nothing at ${path}.`);
    if (verb === 'diff') return [200, { changes: [{ path: 'capacity.max-calls', before: 200, after: 500 }, { path: 'sip.call-server.host', before: '10.20.0.40', after: '10.20.0.50' }, { path: 'sip.listeners[1].name', before: null, after: 'external-tls' }] }];
    if (verb === 'restore') return [201, addRevision(body)];
    return [200, { revision, document: inForce }];
  };
  return { answer, inForce: () => inForce, newest: () => revisions[0], candidate: () => ({ problems: problemsOf(candidate), changes: diff(inForce, candidate) }) };
}
